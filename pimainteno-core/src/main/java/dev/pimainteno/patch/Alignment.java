package dev.pimainteno.patch;

import java.util.Arrays;
import java.util.List;

/** Which line of a file each line of a hunk stands for. Not changed after it is made. */
final class Alignment {
    /** A line of context that the file does not have. */
    static final int ABSENT = -1;
    /** An added line, or a blank one without prefix that was meant as one. */
    static final int ADDED = -2;

    private final int[] places;

    /** @param places for every line of the hunk a line of the file, from 0, ascending; or one of the constants */
    Alignment(int[] places) {
        this.places = places;
    }

    /** Returns the alignment of a hunk whose old side stands at a line without a gap. */
    static Alignment at(List<HunkLine> lines, int line) {
        int[] places = new int[lines.size()];
        int next = line;
        for (int i = 0; i < places.length; i++) {
            places[i] = lines.get(i).isOld() ? next++ : ADDED;
        }
        return new Alignment(places);
    }

    /** Returns the line of the file that a line of the hunk stands for, from 0, or one of the constants. */
    int place(int index) {
        return places[index];
    }

    /** Returns how many lines of context before all others the file does not have. */
    int absentAtStart() {
        int count = 0;
        for (int i = 0; i < places.length && places[i] < 0; i++) {
            count += places[i] == ABSENT ? 1 : 0;
        }
        return count;
    }

    /** Returns the first line of the file that the hunk stands for. */
    int first() {
        return Arrays.stream(places).filter(place -> place >= 0).findFirst().orElse(0);
    }
}
