package dev.pimainteno.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.redaction.Redaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the end of what a command printed, as lines that people and a model can read. */
final class OutputTail {
    private static final int MOST_LINES = 80;
    private static final int MOST_BYTES = 6 * 1024;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile(
            "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)|\u001B[ -/]*[0-~]");

    private static final Redaction REDACTION = Redaction.of(List.of());

    private OutputTail() {}

    /** Returns at most the last 80 lines and 6 KiB, without escape sequences, control characters and what
     * looks like a secret; may be empty. */
    static List<String> of(String output) {
        List<String> lines = ESCAPE_SEQUENCE
                .matcher(output)
                .replaceAll("")
                .replace("\r\n", "\n")
                .lines()
                .toList();
        Deque<String> tail = new ArrayDeque<>();
        int bytes = 0;
        for (int i = lines.size() - 1; i >= 0 && tail.size() < MOST_LINES; i--) {
            String line = REDACTION.apply(clean(lines.get(i)));
            bytes += line.getBytes(UTF_8).length + 1;
            if (bytes > MOST_BYTES) {
                break;
            }
            if (!tail.isEmpty() || !line.isEmpty()) {
                tail.addFirst(line);
            }
        }
        return List.copyOf(tail);
    }

    private static String clean(String line) {
        StringBuilder kept = new StringBuilder();
        line.codePoints().filter(c -> c == '\t' || !Character.isISOControl(c)).forEach(kept::appendCodePoint);
        String text = kept.toString().stripTrailing();
        if (text.length() <= LONGEST_LINE) {
            return text;
        }
        int cut = Character.isLowSurrogate(text.charAt(LONGEST_LINE)) ? LONGEST_LINE - 1 : LONGEST_LINE;
        return text.substring(0, cut) + " …";
    }
}
