package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Lines of files and replies as they may stand in a message: short, on one line, without control characters. */
final class Excerpt {
    private static final int LONGEST = 160;
    private static final int LONGEST_BYTES = 4 * (LONGEST + 1);

    private Excerpt() {}

    /** Returns a line of one {@code char} per byte in back quotes. */
    static String of(String line) {
        String shown = new String(
                line.substring(0, Math.min(line.length(), LONGEST_BYTES)).getBytes(ISO_8859_1), UTF_8);
        StringBuilder quoted = new StringBuilder("`");
        shown.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c) && c != '\t') {
                quoted.append("\\x%02x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append(shown.codePointCount(0, shown.length()) > LONGEST ? "...`" : "`")
                .toString();
    }
}
