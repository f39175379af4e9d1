package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds lines that stand for what a model left out, such as {@code ...} or {@code // ... existing code ...}. */
final class Elisions {
    private static final Pattern MARKER = Pattern.compile("\\s*(?:(?://|#|--|;|%|/\\*|<!--|\\{/\\*|\\(\\*|\"|')\\s*)?"
            + "(?:\\[?(?:\\.{3,}+|\u00e2\u0080\u00a6)\\]?)(?:[^(){}=;]*(?:(?<!\\.)\\.{3,}+|\u00e2\u0080\u00a6))?"
            + "\\s*(?:\\*/|-->|\\*/\\}|\\*\\)|\"|')?\\s*");

    /** What a model says instead of lines beside three dots. */
    private static final String OMITTED = "(?:(?:the )?rest (?:of|is|remains?|unchanged)\\b.*"
            + "|.*\\bremains? (?:the )?(?:same|unchanged)|same as (?:before|above)|unchanged"
            + "|(?:all |the )?(?:other|existing|previous|remaining|unchanged|same)(?: [\\w/-]+){0,5})";

    private static final String CODE = "(?:code|file|class|function|method|module|implementation|contents?|imports?"
            + "|logic|script|configuration|tests?|fields|methods|functions|classes)";

    /** What it says in a comment without any: in so many words that no comment which is meant says so. */
    private static final String SAID = "(?:(?:the )?rest (?:of (?:the |this |your )?" + CODE + "\\b.*"
            + "|(?:is |remains? |stays? )?(?:the same|unchanged)\\b.*)"
            + "|(?:[\\w/-]+ ){0,5}remains? (?:the )?(?:same|unchanged)|same as (?:before|above)|unchanged"
            + "|(?:all |the )?(?:existing|previous|remaining|unchanged) (?:[\\w/-]+ )?" + CODE + "(?: (?:goes )?here)?"
            + "|(?:all |the )?(?:other|existing|previous|remaining)(?: [\\w/-]+){0,4} (?:unchanged|omitted))";

    private static final String COMMENT = "(?://|#|--|;|%|/\\*+|<!--|\\{/\\*|\\(\\*)\\s*";
    private static final String COMMENT_END = "\\s*(?:\\*/|-->|\\*/\\}|\\*\\))?\\s*";

    private static final Pattern OMISSION = Pattern.compile("\\s*(?i:(?:" + COMMENT + ")?\\.{3,}\\s*[(\\[<]?" + OMITTED
            + "[)\\]>]?\\s*\\.*|" + COMMENT + "[(\\[<]?" + OMITTED + "[)\\]>]?\\s*\\.{3,}|" + COMMENT + "[(\\[<]?"
            + SAID
            + "[)\\]>]?\\s*\\.?)" + COMMENT_END);

    /** What either starts with, blanks aside; most lines do not, and are not looked at any further. */
    private static final String STARTS = ".[\u00e2/#-;%<{(\"'";

    private static final int LONGEST = 200;

    private Elisions() {}

    /** Whether a line, one {@code char} per byte, says that something is left out. */
    static boolean isMarker(String line) {
        return mayBe(line) && MARKER.matcher(line).matches();
    }

    /** Whether a line, one {@code char} per byte, says in words that lines are left out, such as {@code // rest unchanged}. */
    static boolean isOmission(String line) {
        return mayBe(line) && OMISSION.matcher(line).matches();
    }

    private static boolean mayBe(String line) {
        int start = 0;
        while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        return start < line.length() && line.length() < LONGEST && STARTS.indexOf(line.charAt(start)) >= 0;
    }

    /** Returns the parts of a hunk's body between such lines of context; one if there is none. */
    static List<List<HunkLine>> split(List<HunkLine> lines) {
        List<List<HunkLine>> parts = new ArrayList<>();
        List<HunkLine> part = new ArrayList<>();
        for (HunkLine line : lines) {
            if (line.isContext() && (isMarker(line.plain()) || isOmission(line.plain()))) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(line);
            }
        }
        parts.add(part);
        return parts;
    }
}
