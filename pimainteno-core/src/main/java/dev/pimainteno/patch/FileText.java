package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A file as the engine sees it: a byte order mark or none, then lines. Immutable.
 *
 * @param mark the byte order mark of UTF-8, or nothing
 * @param lines what follows it
 */
record FileText(String mark, Lines lines) {
    /** The three bytes of UTF-8's byte order mark, a char each. */
    static final String MARK = "\u00ef\u00bb\u00bf";

    static FileText of(byte[] content) {
        String text = new String(content, ISO_8859_1);
        return text.startsWith(MARK)
                ? new FileText(MARK, Lines.of(text.substring(MARK.length())))
                : new FileText("", Lines.of(text));
    }

    /** Whether the last line has no line feed; not so in a file without lines. */
    boolean isUnterminated() {
        return lines.count() > 0 && !lines.isTerminated(lines.count() - 1);
    }
}
