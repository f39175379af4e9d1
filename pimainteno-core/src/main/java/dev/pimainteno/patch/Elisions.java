package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds lines that stand for what a model left out, such as {@code ...} or {@code // ... existing code ...}. */
final class Elisions {
    private static final Pattern MARKER = Pattern.compile("\\s*(?:(?://|#|--|;|%|/\\*|<!--|\\{/\\*|\\(\\*|\"|')\\s*)?"
            + "(?:\\[?(?:\\.{3,}+|\u00e2\u0080\u00a6)\\]?)(?:[^(){}=;]*(?:(?<!\\.)\\.{3,}+|\u00e2\u0080\u00a6))?"
            + "\\s*(?:\\*/|-->|\\*/\\}|\\*\\)|\"|')?\\s*");

    private Elisions() {}

    /** Whether a line, one {@code char} per byte, says that something is left out. */
    static boolean isMarker(String line) {
        return line.length() < 200 && MARKER.matcher(line).matches();
    }

    /** Returns the parts of a hunk's body between such lines of context; one if there is none. */
    static List<List<HunkLine>> split(List<HunkLine> lines) {
        List<List<HunkLine>> parts = new ArrayList<>();
        List<HunkLine> part = new ArrayList<>();
        for (HunkLine line : lines) {
            if (line.isContext() && isMarker(line.plain())) {
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
