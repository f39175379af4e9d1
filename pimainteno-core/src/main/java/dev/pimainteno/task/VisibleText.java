package dev.pimainteno.task;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps what a reader cannot see out of what a model is shown: escape sequences of terminals, control characters, and
 * characters without width or with an effect on the direction of writing.
 *
 * @see <a href="https://trojansource.codes/">Trojan Source</a>, for what such characters are used for
 */
final class VisibleText {
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile("(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]"
            + "|(?:\u001B\\]|\u009D)[^\u0007\u001B\u009C\u009D]*(?:\u0007|\u001B\\\\|\u009C)"
            + "|\u001B[ -/]*[0-~]");
    private static final int MOST_NOTES = 5;

    private VisibleText() {}

    /** Returns the text without anything invisible; lines end in a line feed, and tabs stay. */
    static String clean(String text) {
        String plain = ESCAPE_SEQUENCE.matcher(text.replace("\r\n", "\n")).replaceAll("");
        StringBuilder kept = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            if (c == '\r' || c == '\f' || c == 0x2028 || c == 0x2029) {
                kept.append('\n');
            } else if (c == '\n' || c == '\t' || (!isControl(c) && !isInvisible(c))) {
                kept.appendCodePoint(c);
            }
        });
        return kept.toString();
    }

    /** Returns the text on one line, without anything invisible, cut off with an ellipsis beyond a length. */
    static String cleanLine(String text, int maxLength) {
        String line = clean(text).replaceAll("\\s+", " ").strip();
        if (line.codePointCount(0, line.length()) <= maxLength) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, maxLength - 1)) + "…";
    }

    /** Says where characters stand that cannot be seen, for a text that must be shown as it is; empty if there are none. */
    static List<String> notes(String text) {
        List<String> notes = new ArrayList<>();
        int line = 1;
        int left = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\n') {
                line++;
            } else if (isInvisible(c)) {
                if (notes.size() < MOST_NOTES) {
                    notes.add("line %d holds an invisible U+%04X".formatted(line, c));
                } else {
                    left++;
                }
            }
        }
        if (left > 0) {
            notes.add(left + " more invisible characters");
        }
        return notes;
    }

    /** Whether a control character other than tab, line feed, form feed or carriage return stands in the text. */
    static boolean holdsControl(String text) {
        return text.codePoints().anyMatch(c -> isControl(c) && c != '\t' && c != '\n' && c != '\f' && c != '\r');
    }

    /** Whether characters that can spell out a hidden text stand in the text: tags and supplementary selectors. */
    static boolean holdsHiddenText(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xe0000 && c <= 0xe0fff);
    }

    /** Whether a character takes no room or changes the direction of writing; emoji's U+FE0F is let through. */
    static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c == 0x2028
                || c == 0x2029
                || c == 0x3164
                || c == 0xffa0
                || (c >= 0xfe00 && c <= 0xfe0e)
                || (c >= 0xe0000 && c <= 0xe0fff);
    }

    private static boolean isControl(int c) {
        return Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.SURROGATE;
    }
}
