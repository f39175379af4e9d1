package dev.pimainteno.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A key that its table does not know, and what its author may have meant.
 *
 * @param section the table that the key stands in
 * @param key as written, without quotes
 */
record UnknownKey(Section section, String key) {

    String message() {
        return "unknown key; "
                + suggestion()
                        .map(meant -> "did you mean " + meant + "?")
                        .orElseGet(() -> "known here: " + String.join(", ", section.keys()));
    }

    private Optional<String> suggestion() {
        return nearestHere().or(this::sameElsewhere);
    }

    private Optional<String> nearestHere() {
        String written = key.toLowerCase(Locale.ROOT).replace('-', '_');
        int farthest = Math.max(1, written.length() / 3);
        return section.keys().stream()
                .filter(known -> distance(written, known) <= farthest || oneBeginsTheOther(written, known))
                .min(Comparator.comparingInt(known -> distance(written, known)))
                .map(section::fullKey);
    }

    private Optional<String> sameElsewhere() {
        return onlyPlace(false).or(() -> onlyPlace(true));
    }

    /** Looks in the tables of which there is one, or also in those of which there may be many. */
    private Optional<String> onlyPlace(boolean amongMany) {
        List<String> places = Arrays.stream(Section.values())
                .filter(other -> other.keys().contains(key))
                .filter(other -> amongMany || !other.header().startsWith("[["))
                .map(other -> other.fullKey(key))
                .toList();
        return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
    }

    private static boolean oneBeginsTheOther(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        return shorter >= 3 && a.regionMatches(0, b, 0, shorter);
    }

    /** Counts the letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 16) {
            return Integer.MAX_VALUE; // Too far for any suggestion; keeps hostile keys from costing time.
        }
        int[][] costs = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    costs[i][j] = i + j;
                    continue;
                }
                int replaced = costs[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                costs[i][j] = Math.min(replaced, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
                }
            }
        }
        return costs[a.length()][b.length()];
    }
}
