package dev.pimainteno.patch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in a file the lines of its hunks stand. Knows only lines that occur in a hunk, line ends aside, so that a long
 * file costs time once and memory hardly. Immutable after it is made.
 */
final class LineIndex {
    private static final Occurrences NONE = new Occurrences();

    private final Map<String, Occurrences> places = new HashMap<>();

    private LineIndex() {}

    static LineIndex of(Lines file, List<Hunk> hunks) {
        LineIndex index = new LineIndex();
        for (Hunk hunk : hunks) {
            for (HunkLine line : hunk.oldSide()) {
                index.places.computeIfAbsent(line.plain(), text -> new Occurrences());
            }
        }
        for (int i = 0; i < file.count(); i++) {
            Occurrences occurrences = index.places.get(file.plain(i));
            if (occurrences != null) {
                occurrences.add(i);
            }
        }
        return index;
    }

    /** Returns the numbers of the lines that say this, from 0, ascending. */
    Occurrences of(HunkLine line) {
        return places.getOrDefault(line.plain(), NONE);
    }

    /** A growing list of numbers without boxes. */
    static final class Occurrences {
        private int[] lines = new int[2];
        private int count;

        int count() {
            return count;
        }

        int line(int index) {
            return lines[index];
        }

        private void add(int line) {
            if (count == lines.length) {
                lines = Arrays.copyOf(lines, count * 2);
            }
            lines[count++] = line;
        }
    }
}
