package dev.pimainteno.codex;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of codex as {@code codex --version} prints it; what follows the third number is left out. Immutable. */
record CodexVersion(int major, int minor, int patch) implements Comparable<CodexVersion> {
    /** The first version of which this client knows the events and the switches. */
    static final CodexVersion OLDEST = new CodexVersion(0, 45, 0);

    /** From here on {@code agents.enabled} is a setting; versions before refuse to start with it. */
    static final CodexVersion WITH_AGENTS_SWITCH = new CodexVersion(0, 145, 0);

    private static final Pattern NUMBERS = Pattern.compile("\\b(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");
    private static final Comparator<CodexVersion> ORDER = Comparator.comparingInt(CodexVersion::major)
            .thenComparingInt(CodexVersion::minor)
            .thenComparingInt(CodexVersion::patch);

    /** Returns the first version in the text, such as {@code codex-cli 0.169.0}; empty if there is none. */
    static Optional<CodexVersion> parse(String text) {
        // Versions written in TypeScript carry a date of ten digits as their third number.
        Matcher matcher = NUMBERS.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(new CodexVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3)));
    }

    boolean isAtLeast(CodexVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(CodexVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
