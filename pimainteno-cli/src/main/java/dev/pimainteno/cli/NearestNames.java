package dev.pimainteno.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant who wrote a name that there is not. */
final class NearestNames {
    private static final int MOST = 5;
    /** Longer ones are nobody's, and would only cost time. */
    private static final int LONGEST = 64;

    private NearestNames() {}

    /** Returns up to five names that are near to what was written, the nearest first. */
    static List<String> to(String written, Collection<String> names) {
        int farthest = Math.max(written.length() > 3 ? 2 : 1, written.length() / 3); // Two letters are swapped easily.
        String lower = written.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= farthest)
                .sorted(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .limit(MOST)
                .toList();
    }

    /** Counts the letters to insert, remove or replace. */
    private static int distance(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
