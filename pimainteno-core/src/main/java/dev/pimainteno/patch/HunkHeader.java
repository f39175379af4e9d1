package dev.pimainteno.patch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code @@} line of a hunk. Immutable.
 *
 * @param counts what it says of its body; absent if it is only an {@code @@} or an {@code @@ ... @@}
 */
record HunkHeader(Optional<Counts> counts) {
    private static final Pattern NUMBERED =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*", Pattern.DOTALL);
    private static final Pattern BEGINS_NUMBERED = Pattern.compile("@@ *[-+]\\d.*", Pattern.DOTALL);

    private static final Pattern COMBINED = Pattern.compile("@@@+ -\\d.*", Pattern.DOTALL);

    /** How many lines a hunk's body has on each side, and where its old side starts. */
    record Counts(int oldStart, int oldLines, int newLines) {}

    static HunkHeader parse(String line) throws Refused {
        Matcher numbers = NUMBERED.matcher(line);
        if (numbers.matches()) {
            return new HunkHeader(Optional.of(
                    new Counts(Integer.parseInt(numbers.group(1)), count(numbers.group(2)), count(numbers.group(4)))));
        }
        if (COMBINED.matcher(line).matches()) {
            throw new Refused("a combined diff of a merge cannot be read: " + Excerpt.of(line));
        }
        if (BEGINS_NUMBERED.matcher(line).matches()) {
            throw new Refused("the hunk header " + Excerpt.of(line) + " is not of the form '@@ -1,2 +1,2 @@'");
        }
        return new HunkHeader(Optional.empty());
    }

    @SuppressWarnings("NullAway") // a group that did not take part in the match is null
    private static int count(String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
