package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes hunks that share lines of the file apart into their single changes, so that the context of one may be changed by
 * another. A change that two hunks make word for word counts once; any other two changes of the same lines contradict each
 * other.
 */
final class Overlaps {
    private static final Comparator<PlacedHunk> BY_PLACE =
            Comparator.comparingInt(PlacedHunk::line).thenComparingInt(PlacedHunk::end);

    private Overlaps() {}

    /** Returns hunks or parts of them that share no line, in the order of the file. */
    static List<PlacedHunk> resolve(String path, List<PlacedHunk> placed) throws Refused {
        List<PlacedHunk> sorted = new ArrayList<>(placed);
        sorted.sort(BY_PLACE);
        List<PlacedHunk> apart = new ArrayList<>();
        for (int from = 0; from < sorted.size(); ) {
            int end = sorted.get(from).end();
            int to = from + 1;
            while (to < sorted.size() && touches(sorted.get(to), sorted.get(to - 1), end)) {
                end = Math.max(end, sorted.get(to).end());
                to++;
            }
            if (to == from + 1) {
                apart.add(sorted.get(from));
            } else {
                apart.addAll(changes(path, sorted.subList(from, to)));
            }
            from = to;
        }
        return apart;
    }

    /** Whether a hunk shares lines with those before it, or inserts where the one before it does. */
    private static boolean touches(PlacedHunk hunk, PlacedHunk before, int end) {
        return hunk.line() < end || (hunk.line() == before.line() && hunk.end() == before.end());
    }

    private static List<PlacedHunk> changes(String path, List<PlacedHunk> hunks) throws Refused {
        List<PlacedHunk> changes = new ArrayList<>();
        for (PlacedHunk hunk : hunks) {
            changes.addAll(changesOf(hunk));
        }
        changes.sort(BY_PLACE);
        List<PlacedHunk> apart = new ArrayList<>();
        for (PlacedHunk change : changes) {
            PlacedHunk last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (last != null && isSame(last, change)) {
                continue;
            }
            if (last != null && (change.line() < last.end() || change.line() == last.line())) {
                throw new Refused("hunks %d and %d of %s both change line %d of the file"
                        .formatted(
                                Math.min(last.hunk().number(), change.hunk().number()),
                                Math.max(last.hunk().number(), change.hunk().number()),
                                path,
                                change.line() + 1));
            }
            apart.add(change);
        }
        return apart;
    }

    private static boolean isSame(PlacedHunk one, PlacedHunk other) {
        return one.line() == other.line()
                && one.hunk().lines().equals(other.hunk().lines());
    }

    /** Returns the changes of a hunk, each without context. */
    static List<PlacedHunk> changesOf(PlacedHunk placed) {
        List<PlacedHunk> changes = new ArrayList<>();
        List<HunkLine> change = new ArrayList<>();
        int start = placed.line();
        int at = placed.line();
        for (HunkLine line : placed.hunk().lines()) {
            if (line.isContext()) {
                addChange(changes, change, start, placed);
                change = new ArrayList<>();
                start = ++at;
            } else {
                change.add(line);
                at += line.isOld() ? 1 : 0;
            }
        }
        addChange(changes, change, start, placed);
        return changes;
    }

    private static void addChange(List<PlacedHunk> changes, List<HunkLine> lines, int start, PlacedHunk placed) {
        if (!lines.isEmpty()) {
            changes.add(new PlacedHunk(placed.hunk().withLines(lines), start, placed.strategy(), placed.literal()));
        }
    }
}
