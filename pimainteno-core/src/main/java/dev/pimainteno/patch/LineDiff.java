package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Turns two versions of some lines into the body of a hunk. */
final class LineDiff {
    private static final int MOST_CELLS = 4_000_000;

    private LineDiff() {}

    /** Adds to a hunk what is between the lines that are the same at both ends. */
    @FunctionalInterface
    private interface Middle {
        void add(List<HunkLine> lines, List<String> before, List<String> after);
    }

    static List<HunkLine> between(List<String> before, List<String> after) {
        return between(before, after, String::equals, LineDiff::addMiddle);
    }

    /**
     * Returns the body in which lines at both ends are context, white space aside, and between them those that are the same to
     * the byte and stand once in each version: others could be taken for each other.
     */
    static List<HunkLine> ofEnds(List<String> before, List<String> after) {
        return between(before, after, LineDiff::areSame, LineDiff::addAroundAnchors);
    }

    private static List<HunkLine> between(
            List<String> before, List<String> after, BiPredicate<String, String> same, Middle middle) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && same.test(before.get(head), after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && same.test(before.get(before.size() - 1 - tail), after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<HunkLine> lines = new ArrayList<>();
        add(lines, Kind.CONTEXT, before.subList(0, head));
        middle.add(lines, before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        add(lines, Kind.CONTEXT, before.subList(before.size() - tail, before.size()));
        return lines;
    }

    private static void addAroundAnchors(List<HunkLine> lines, List<String> before, List<String> after) {
        Map<String, Integer> old = single(before);
        Map<String, Integer> now = single(after);
        int i = 0;
        int j = 0;
        for (int k = 0; k < before.size(); k++) {
            String line = before.get(k);
            int other = old.containsKey(line) ? now.getOrDefault(line, -1) : -1;
            if (other >= j) {
                add(lines, Kind.REMOVED, before.subList(i, k));
                add(lines, Kind.ADDED, after.subList(j, other));
                add(lines, Kind.CONTEXT, List.of(line));
                i = k + 1;
                j = other + 1;
            }
        }
        add(lines, Kind.REMOVED, before.subList(i, before.size()));
        add(lines, Kind.ADDED, after.subList(j, after.size()));
    }

    /** Returns the lines that stand once, with their numbers. */
    private static Map<String, Integer> single(List<String> lines) {
        Map<String, Integer> single = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            single.merge(lines.get(i), i, (one, other) -> -1);
        }
        single.values().removeIf(index -> index < 0);
        return single;
    }

    private static boolean areSame(String one, String other) {
        return LineFold.withoutSpaces(one).equals(LineFold.withoutSpaces(other));
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
