package dev.pimainteno.project;

import java.util.regex.Pattern;

/**
 * The name that a project goes by in configuration, reports and file names. Immutable.
 *
 * @param value 1 to 64 letters, digits, {@code .}, {@code _} and {@code -}, beginning with a letter or digit
 */
public record ProjectId(String value) implements Comparable<ProjectId> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public ProjectId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("a project's name is 1 to 64 letters, digits, '.', '_' and '-',"
                    + " beginning with a letter or digit, not '" + value + "'");
        }
    }

    public static ProjectId of(String value) {
        return new ProjectId(value);
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
