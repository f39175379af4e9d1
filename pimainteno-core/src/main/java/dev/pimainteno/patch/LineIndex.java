package dev.pimainteno.patch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where in a file the lines of its hunks stand. Knows only lines that occur in a hunk, line ends aside, so that a long
 * file costs time once and memory hardly. Immutable after it is made.
 */
final class LineIndex {
    private static final Occurrences NONE = new Occurrences();

    private final UnaryOperator<String> key;
    private final Map<String, Occurrences> places = new HashMap<>();

    private LineIndex(UnaryOperator<String> key) {
        this.key = key;
    }

    /** Indexes lines as they are. */
    static LineIndex of(Lines file, List<Hunk> hunks) {
        return of(file, hunks, UnaryOperator.identity());
    }

    /**
     * Indexes lines by what matters of them.
     *
     * @param key what is the same in lines that count as the same
     */
    static LineIndex of(Lines file, List<Hunk> hunks, UnaryOperator<String> key) {
        LineIndex index = new LineIndex(key);
        for (Hunk hunk : hunks) {
            for (Hunk reading : hunk.readings()) {
                for (HunkLine line : reading.lines()) {
                    if (line.isOld()) {
                        index.places.computeIfAbsent(key.apply(line.plain()), text -> new Occurrences());
                    }
                }
            }
        }
        for (int i = 0; i < file.count(); i++) {
            Occurrences occurrences = index.places.get(key.apply(file.plain(i)));
            if (occurrences != null) {
                occurrences.add(i);
            }
        }
        return index;
    }

    /** Returns the numbers of the lines that say this, from 0, ascending. */
    Occurrences of(HunkLine line) {
        return places.getOrDefault(key.apply(line.plain()), NONE);
    }

    /** Returns which of some lines stands in the file least often. */
    int rarest(List<HunkLine> lines) {
        int rarest = 0;
        for (int i = 1; i < lines.size(); i++) {
            if (of(lines.get(i)).count() < of(lines.get(rarest)).count()) {
                rarest = i;
            }
        }
        return rarest;
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
