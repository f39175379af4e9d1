package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The part of a file below a line that a hunk's header quotes: a function, a class, a heading. It goes on until a line that
 * starts a part of its own, indented as much or less. Immutable.
 *
 * @param starts the lines that say what the header quotes, from 0, ascending
 */
record Section(Lines file, List<Integer> starts) {
    private static final int SHORTEST_PART = 20;

    Section {
        starts = List.copyOf(starts);
    }

    static Section of(Lines file, String quoted) {
        String fold = LineFold.of(quoted);
        List<Integer> equal = new ArrayList<>();
        List<Integer> longer = new ArrayList<>();
        for (int i = 0; i < file.count() && !fold.isEmpty(); i++) {
            String line = LineFold.of(file.plain(i));
            if (line.equals(fold)) {
                equal.add(i);
            } else if (fold.length() >= SHORTEST_PART && line.startsWith(fold)) {
                longer.add(i); // headers are cut to some length
            }
        }
        return new Section(file, equal.isEmpty() ? longer : equal);
    }

    /** Whether a line lies in it: below a line that the header quotes, with no part that starts between them. */
    boolean holds(int line) {
        int outermost = Integer.MAX_VALUE; // how little a part's start between the line and this is indented
        for (int i = line - 1; i >= 0 && outermost > 0; i--) {
            String text = file.plain(i);
            int own = Indentation.start(text).length();
            if (own < outermost && Collections.binarySearch(starts, i) >= 0) {
                return true;
            }
            if (own < text.length() && startsPart(text.charAt(own))) {
                outermost = Math.min(outermost, own);
            }
        }
        return false;
    }

    private static boolean startsPart(char c) {
        return Character.isLetter(c) || c == '_' || c == '$' || c == '@' || c == '#' || c == '[';
    }
}
