package dev.pimainteno.patch;

import java.util.Optional;

/** Git's C-style quoting of paths with unusual bytes: {@code "a/caf\303\251.txt"}. */
final class Quoted {
    private static final String ESCAPES = "abtnvfr\"\\";
    private static final String MEANINGS = "\u0007\b\t\n\u000b\f\r\"\\";

    private Quoted() {}

    /** Returns where a quoted path that starts at an index ends, behind its closing quote; -1 if it does not. */
    static int endOf(String text, int start) {
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Returns what a quoted path means, one {@code char} per byte; nothing if its escapes are broken. */
    static Optional<String> unquote(String quoted) {
        StringBuilder path = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                path.append(c);
            } else if (isOctal(quoted, i + 1)) {
                path.append((char) Integer.parseInt(quoted.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                int escape = ESCAPES.indexOf(quoted.charAt(++i));
                if (escape < 0) {
                    return Optional.empty();
                }
                path.append(MEANINGS.charAt(escape));
            }
        }
        return Optional.of(path.toString());
    }

    private static boolean isOctal(String text, int start) {
        return start + 3 < text.length()
                && text.charAt(start) >= '0'
                && text.charAt(start) <= '3'
                && isOctalDigit(text.charAt(start + 1))
                && isOctalDigit(text.charAt(start + 2));
    }

    private static boolean isOctalDigit(char c) {
        return c >= '0' && c <= '7';
    }
}
