package dev.pimainteno.change;

import java.util.regex.Pattern;

/**
 * Names a Git commit. Immutable.
 *
 * @param hex 40 lower-case hex digits
 */
public record CommitId(String hex) {
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{40}");

    public CommitId {
        if (!VALID.matcher(hex).matches()) {
            throw new IllegalArgumentException("not the name of a commit (40 hex digits): '" + hex + "'");
        }
    }

    /** Returns the first ten digits, for people. */
    public String abbreviated() {
        return hex.substring(0, 10);
    }

    @Override
    public String toString() {
        return hex;
    }
}
