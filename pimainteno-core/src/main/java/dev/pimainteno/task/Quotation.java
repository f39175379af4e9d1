package dev.pimainteno.task;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A text by others that a prompt shows. Immutable.
 *
 * @param title says what it is; one line
 * @param text as it is to be read; a line feed is added to a last line that has none
 */
record Quotation(String title, String text) {
    /** What the two lines around a quotation take besides the title. */
    private static final int FRAME_BYTES = 49;

    private static final int LONGEST_TITLE = 5_000;

    Quotation {
        title = VisibleText.cleanLine(title, LONGEST_TITLE);
        text = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    /** Returns as many leading lines of a text as fit; absent if not one does. */
    static Optional<Quotation> beginning(String title, String text, int maxBytes) {
        int room = maxBytes - new Quotation(title, "").bytes();
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int next = text.indexOf('\n', end) + 1;
            int to = next == 0 ? text.length() : next;
            bytes += utf8(text.substring(end, to)) + (next == 0 ? 1 : 0);
            if (bytes > room) {
                break;
            }
            end = to;
        }
        return end == 0 ? Optional.empty() : Optional.of(new Quotation(title, text.substring(0, end)));
    }

    /** Returns how many bytes the quotation takes in a prompt, in UTF-8. */
    int bytes() {
        return FRAME_BYTES + utf8(title) + utf8(text);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
