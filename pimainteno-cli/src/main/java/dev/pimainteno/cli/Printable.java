package dev.pimainteno.cli;

/**
 * Text from repositories and models, made safe to print: characters that would move the cursor, colour the screen, or
 * reorder what is read become visible escapes such as {@code <1b>}.
 */
final class Printable {

    private Printable() {}

    /** Returns the text with its lines and tabs. */
    static String text(String text) {
        return escaped(text, true);
    }

    /** Returns the text in one line. */
    static String line(String text) {
        return escaped(text.strip().replaceAll("\\s*\\R\\s*", " "), false);
    }

    private static String escaped(String text, boolean lines) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t' || (lines && c == '\n') || !isHarmful(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append('<').append(Integer.toHexString(c)).append('>');
            }
        });
        return safe.toString();
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
