package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds lines that stand for what a model left out, such as {@code ...} or {@code // ... existing code ...}. */
final class Elisions {
    private static final Pattern MARKER = Pattern.compile("\\s*(?:(?://|#|--|;|%|/\\*|<!--|\\{/\\*|\\(\\*|\"|')\\s*)?"
            + "(?:\\[?(?:\\.{3,}+|\u00e2\u0080\u00a6)\\]?)(?:[^(){}=;]*(?:(?<!\\.)\\.{3,}+|\u00e2\u0080\u00a6))?"
            + "\\s*(?:\\*/|-->|\\*/\\}|\\*\\)|\"|')?\\s*");

    /** What a model says instead of lines, in a comment or between three dots. */
    private static final String OMITTED =
            "(?i:(?:the )?rest (?:of|is|remains?|unchanged)\\b.*|.*\\b(?:remains? (?:the )?(?:same|unchanged))"
                    + "|(?:all |the )?(?:other|existing|previous|remaining|unchanged|same)(?: [\\w/-]+){0,4}(?: (?:here|unchanged|omitted))?"
                    + "|same as (?:before|above)|unchanged)";

    private static final Pattern OMISSION =
            Pattern.compile("\\s*(?:(?://|#|--|;|%|/\\*+|<!--|\\{/\\*|\\(\\*)\\s*(?:\\.{3,}\\s*)?|\\.{3,}\\s*)"
                    + "[(\\[<]?" + OMITTED + "[)\\]>]?\\s*\\.*\\s*(?:\\*/|-->|\\*/\\}|\\*\\))?\\s*");

    private Elisions() {}

    /** Whether a line, one {@code char} per byte, says that something is left out. */
    static boolean isMarker(String line) {
        return line.length() < 200 && MARKER.matcher(line).matches();
    }

    /** Whether a line, one {@code char} per byte, says in words that lines are left out, such as {@code // rest unchanged}. */
    static boolean isOmission(String line) {
        return line.length() < 200 && OMISSION.matcher(line).matches();
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
