package dev.pimainteno.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that both databases take and give back as it was: PostgreSQL takes no NUL, and neither takes half a surrogate pair.
 */
final class StoredText {
    private static final char ESCAPE = '\\';
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:\\\\|0|u[0-9a-f]{4})");

    private StoredText() {}

    /** Returns a text with NUL, halves of surrogate pairs and backslashes escaped. */
    static String stored(String text) {
        StringBuilder stored = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ESCAPE) {
                stored.append("\\\\");
            } else if (c == 0) {
                stored.append("\\0");
            } else if (isHalfOfAPair(text, i)) {
                appendEscaped(stored, c);
            } else {
                stored.append(c);
            }
        }
        return stored.toString();
    }

    /** Returns the text that was stored. */
    static String original(String stored) {
        if (stored.indexOf(ESCAPE) < 0) {
            return stored;
        }
        return ESCAPED.matcher(stored).replaceAll(escaped -> Matcher.quoteReplacement(unescaped(escaped.group())));
    }

    private static String unescaped(String escaped) {
        return switch (escaped.charAt(1)) {
            case '0' -> "\0";
            case 'u' -> Character.toString((char) Integer.parseInt(escaped, 2, escaped.length(), 16));
            default -> String.valueOf(ESCAPE);
        };
    }

    /** Returns JSON in which halves of surrogate pairs, which can only stand in strings, are escaped. */
    static String json(String json) {
        StringBuilder stored = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (isHalfOfAPair(json, i)) {
                appendEscaped(stored, c);
            } else {
                stored.append(c);
            }
        }
        return stored.toString();
    }

    private static boolean isHalfOfAPair(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static void appendEscaped(StringBuilder stored, char c) {
        stored.append("\\u").append(Integer.toHexString(c)); // Surrogates have four digits: D800 to DFFF.
    }
}
