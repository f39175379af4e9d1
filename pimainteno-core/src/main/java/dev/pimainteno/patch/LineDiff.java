package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** Turns two versions of some lines into the body of a hunk. */
final class LineDiff {
    private static final int MOST_CELLS = 4_000_000;

    private LineDiff() {}

    static List<HunkLine> between(List<String> before, List<String> after) {
        int head = 0;
        while (head < Math.min(before.size(), after.size()) && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<HunkLine> lines = new ArrayList<>();
        add(lines, Kind.CONTEXT, before.subList(0, head));
        addMiddle(lines, before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        add(lines, Kind.CONTEXT, before.subList(before.size() - tail, before.size()));
        return lines;
    }

    private static void addMiddle(List<HunkLine> lines, List<String> before, List<String> after) {
        if ((long) before.size() * after.size() > MOST_CELLS) {
            add(lines, Kind.REMOVED, before);
            add(lines, Kind.ADDED, after);
            return;
        }
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean both = i < before.size() && j < after.size();
            if (both && before.get(i).equals(after.get(j))) {
                add(lines, Kind.CONTEXT, before.subList(i, ++i));
                j++;
            } else if (j == after.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
                add(lines, Kind.REMOVED, before.subList(i, ++i));
            } else {
                add(lines, Kind.ADDED, after.subList(j, ++j));
            }
        }
    }

    /** Returns how long the longest common subsequence is from each pair of lines on. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static void add(List<HunkLine> lines, Kind kind, List<String> texts) {
        texts.forEach(text -> lines.add(new HunkLine(kind, text, false)));
    }
}
