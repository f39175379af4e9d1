package dev.pimainteno.patch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code @@} line of a hunk. Immutable.
 *
 * @param counts what it says of its body; absent if it does not
 */
record HunkHeader(HunkHint hint, Optional<Counts> counts) {
    /** The header of a hunk that has none. */
    static final HunkHeader NONE = new HunkHeader(HunkHint.NONE, Optional.empty());

    private static final String NUMBER = "(\\d{1,9})(?:,(\\d{1,9}))?";
    private static final Pattern NUMBERED =
            Pattern.compile("@@ *-" + NUMBER + " *\\+" + NUMBER + "(?: *@@+| |$)(.*)", Pattern.DOTALL);
    private static final Pattern LINE_ONLY = Pattern.compile(
            "@@ *(?:[Ll]ines? *)?[-+]?(\\d{1,9})(?: *[,-] *\\d{1,9})?(?: *@@+(.*)|\\s*)", Pattern.DOTALL);
    private static final Pattern QUOTING = Pattern.compile("@@+(.*?)(?:@@+(.*))?", Pattern.DOTALL);
    private static final Pattern COMBINED = Pattern.compile("@@@+ -\\d.*", Pattern.DOTALL);

    /** How many lines a hunk's body has on each side. */
    record Counts(int oldLines, int newLines) {
        static Counts of(List<HunkLine> lines) {
            int oldLines = (int) lines.stream().filter(HunkLine::isOld).count();
            int newLines = (int) lines.stream().filter(HunkLine::isNew).count();
            return new Counts(oldLines, newLines);
        }
    }

    /** Returns this header with the section that another one quotes. */
    HunkHeader quoting(HunkHeader other) {
        String quoted =
                other.hint().section().isEmpty() ? hint.section() : other.hint().section();
        return new HunkHeader(new HunkHint(hint.line(), hint.empty(), hint.counted(), quoted), counts);
    }

    static HunkHeader parse(String line) throws Refused {
        if (COMBINED.matcher(line).matches()) {
            throw new Refused("a combined diff of a merge cannot be read: " + Excerpt.of(line));
        }
        Matcher numbers = NUMBERED.matcher(line);
        if (numbers.matches()) {
            Counts counts = new Counts(count(numbers.group(2)), count(numbers.group(4)));
            int start = Integer.parseInt(numbers.group(1));
            boolean empty = start == 0 && counts.oldLines() == 0;
            return new HunkHeader(new HunkHint(start, empty, false, section(numbers.group(5))), Optional.of(counts));
        }
        Matcher number = LINE_ONLY.matcher(line);
        if (number.matches()) {
            int start = Integer.parseInt(number.group(1));
            return new HunkHeader(new HunkHint(start, false, false, section(number.group(2))), Optional.empty());
        }
        Matcher quoting = QUOTING.matcher(line);
        if (!quoting.matches()) {
            return NONE;
        }
        String inner = section(quoting.group(1));
        String behind = section(quoting.group(2));
        return new HunkHeader(new HunkHint(0, false, false, behind.isEmpty() ? inner : behind), Optional.empty());
    }

    @SuppressWarnings("NullAway") // a group that did not take part in the match is null
    private static int count(String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }

    @SuppressWarnings("NullAway") // a group that did not take part in the match is null
    private static String section(String text) {
        return text == null || Elisions.isMarker(text) ? "" : text.strip();
    }
}
