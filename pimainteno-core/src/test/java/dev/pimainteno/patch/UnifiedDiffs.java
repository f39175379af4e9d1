package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;

/** Writes true unified diffs for tests. An edit is a list of lines, each with a prefix: blank, minus or plus. */
final class UnifiedDiffs {
    private static final String MARKER = "\\ No newline at end of file\n";

    private UnifiedDiffs() {}

    /** Returns one side of an edit. */
    static String side(List<String> edit, char other) {
        StringBuilder text = new StringBuilder();
        edit.stream().filter(line -> line.charAt(0) != other).forEach(line -> text.append(line, 1, line.length()));
        return text.toString();
    }

    static String old(List<String> edit) {
        return side(edit, '+');
    }

    static String now(List<String> edit) {
        return side(edit, '-');
    }

    /**
     * Returns the hunks of an edit, each a text with its header.
     *
     * @param context how many lines of context stand around a change
     * @param numbers what each header says
     */
    static List<String> hunks(List<String> edit, int context, Numbers numbers) {
        List<String> hunks = new ArrayList<>();
        int oldLine = 0;
        int newLine = 0;
        for (int i = 0; i < edit.size(); ) {
            int start = firstChange(edit, i);
            if (start == edit.size()) {
                break;
            }
            start = Math.max(i, start - context);
            oldLine += count(edit, i, start, '+');
            newLine += count(edit, i, start, '-');
            int end = endOfHunk(edit, start, context);
            int oldCount = count(edit, start, end, '+');
            int newCount = count(edit, start, end, '-');
            hunks.add(numbers.header(oldCount == 0 ? oldLine : oldLine + 1, oldCount, newLine + 1, newCount)
                    + body(edit.subList(start, end)));
            oldLine += oldCount;
            newLine += newCount;
            i = end;
        }
        return hunks;
    }

    /** Writes the header of a hunk. */
    @FunctionalInterface
    interface Numbers {
        String header(int oldStart, int oldCount, int newStart, int newCount);

        static Numbers shifted(int by) {
            return (oldStart, oldCount, newStart, newCount) -> "@@ -%d,%d +%d,%d @@\n"
                    .formatted(Math.max(oldCount == 0 ? 0 : 1, oldStart + by), oldCount, newStart, newCount);
        }

        static Numbers none() {
            return (oldStart, oldCount, newStart, newCount) -> "@@ ... @@\n";
        }
    }

    private static int firstChange(List<String> edit, int from) {
        int i = from;
        while (i < edit.size() && edit.get(i).charAt(0) == ' ') {
            i++;
        }
        return i;
    }

    private static int endOfHunk(List<String> edit, int start, int context) {
        int end = start;
        for (int next = firstChange(edit, start); next < edit.size() && (end == start || next - end <= context); ) {
            end = next;
            while (end < edit.size() && edit.get(end).charAt(0) != ' ') {
                end++;
            }
            next = firstChange(edit, end);
        }
        return Math.min(edit.size(), end + context);
    }

    private static int count(List<String> edit, int from, int to, char other) {
        return (int) edit.subList(from, to).stream()
                .filter(line -> line.charAt(0) != other)
                .count();
    }

    private static String body(List<String> lines) {
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(line).append(line.endsWith("\n") ? "" : "\n" + MARKER));
        return body.toString();
    }
}
