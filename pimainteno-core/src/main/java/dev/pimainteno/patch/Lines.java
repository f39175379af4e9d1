package dev.pimainteno.patch;

import java.util.Arrays;

/**
 * Text cut at its line feeds. Immutable. The text holds one {@code char} per byte (ISO 8859-1), so that every encoding
 * survives; lines are numbered from 0 and are made when they are asked for, so that a long text costs four bytes a line.
 */
final class Lines {
    private final String text;
    /** Where each line starts, and where the text ends. */
    private final int[] starts;

    private Lines(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    static Lines of(String text) {
        int[] starts = new int[16];
        int count = 0;
        for (int from = 0; from < text.length(); count++) {
            if (count + 1 >= starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
            }
            starts[count] = from;
            int feed = text.indexOf('\n', from);
            from = feed < 0 ? text.length() : feed + 1;
        }
        starts[count] = text.length();
        return new Lines(text, Arrays.copyOf(starts, count + 1));
    }

    int count() {
        return starts.length - 1;
    }

    /** Returns a line without its line feed; a carriage return before it stays. */
    String line(int index) {
        return text.substring(starts[index], endOf(index));
    }

    /** Returns a line without its line feed and without one carriage return before it. */
    String plain(int index) {
        return text.substring(starts[index], plainEndOf(index));
    }

    /** Returns a line with its end, byte for byte. */
    String raw(int index) {
        return text.substring(starts[index], starts[index + 1]);
    }

    /** Returns lines with their ends, byte for byte. */
    String raw(int from, int to) {
        return text.substring(starts[from], starts[to]);
    }

    /** Returns what ends a line: a line feed, a carriage return and a line feed, or nothing at the end of the text. */
    String end(int index) {
        return isTerminated(index) ? text.substring(plainEndOf(index), starts[index + 1]) : "";
    }

    /** Whether a line ends in a line feed; only the last one may not. */
    boolean isTerminated(int index) {
        return starts[index + 1] > starts[index] && text.charAt(starts[index + 1] - 1) == '\n';
    }

    /** Returns the first line from one on that is not blank; the number of lines if all are. */
    int afterBlanks(int index) {
        int i = index;
        while (i < count() && line(i).isBlank()) {
            i++;
        }
        return i;
    }

    boolean startsWith(int index, String start) {
        return starts[index] + start.length() <= endOf(index) && text.startsWith(start, starts[index]);
    }

    /** Whether a line says this, line ends aside. */
    boolean plainEquals(int index, String plain) {
        int start = starts[index];
        return plainEndOf(index) - start == plain.length() && text.startsWith(plain, start);
    }

    private int endOf(int index) {
        return isTerminated(index) ? starts[index + 1] - 1 : starts[index + 1];
    }

    private int plainEndOf(int index) {
        int end = endOf(index);
        return end > starts[index] && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
}
