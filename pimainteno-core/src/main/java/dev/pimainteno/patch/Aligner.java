package dev.pimainteno.patch;

import java.util.Arrays;
import java.util.Optional;

/**
 * Aligns a hunk with a file so that as little as possible has to be forgiven: blank lines that one of them lacks, context
 * that says something else, lines of the file that the hunk does not have. Removed lines and the neighbours of an
 * insertion must be there. Starts from a line of the hunk whose place is assumed and goes from there to both ends.
 */
final class Aligner {
    /** What a line of context that is not there costs; a blank one costs 1. */
    static final int STALE = 100;

    private static final int BAND = 12;

    private static final byte MATCH = 1;
    private static final byte REPLACE = 2;
    private static final byte ABSENT = 3;
    private static final byte AS_ADDED = 4;
    private static final byte SKIP = 5;
    private static final byte ADD = 6;

    private final AlignedItems items;
    private final PlacementSearch search;
    private final int most;

    /** @param most what may be forgiven at most, in total */
    Aligner(AlignedItems items, PlacementSearch search, int most) {
        this.items = items;
        this.search = search;
        this.most = most;
    }

    /** An alignment and what it had to forgive. */
    record Result(Alignment alignment, int cost) {
        int stale() {
            return cost / STALE;
        }
    }

    /** Returns the best alignment in which a line of the hunk stands at a line of the file; nothing if none is good enough. */
    Optional<Result> align(int item, int line) throws Refused {
        int[] places = new int[items.count()];
        Arrays.fill(places, Alignment.ADDED);
        places[item] = line;
        int cost = new Half(item, line, 1).run(places);
        if (cost <= most) {
            cost += new Half(item, line, -1).run(places);
        }
        return cost <= most ? Optional.of(new Result(new Alignment(places), cost)) : Optional.empty();
    }

    /** The lines on one side of the line whose place is assumed. */
    private final class Half {
        private final int item;
        private final int line;
        private final int step;
        private final int count;
        private final int width;
        private final AlignmentBand band;

        Half(int item, int line, int step) {
            this.item = item;
            this.line = line;
            this.step = step;
            this.count = step > 0 ? items.count() - item - 1 : item;
            int room = step > 0 ? search.lines().count() - line - 1 : line;
            this.width = Math.min(room, count + BAND);
            this.band = new AlignmentBand(count + 1, BAND);
        }

        int run(int[] places) throws Refused {
            band.reach(0, 0, 0, MATCH);
            int olds = 0; // where the file is about, after as many lines of the hunk
            for (int i = 0; i <= count; i++) {
                int next = olds;
                if (i < count) {
                    next += items.line(itemAt(i)).isOld() ? 1 : 0;
                    band.startRow(i + 1, next);
                }
                for (int j = Math.max(0, olds - BAND); j <= Math.min(width, olds + BAND); j++) {
                    search.budget().spend();
                    if (band.cost(i, j) <= most) {
                        leave(i, j);
                    }
                }
                olds = next;
            }
            int best = band.cheapest(count, width);
            int cost = band.cost(count, best);
            if (cost <= most) {
                trace(best, places);
            }
            return cost;
        }

        private void leave(int i, int j) {
            boolean blankNext = j < width && search.fold(lineAt(j)).isEmpty();
            if (i > 0 && i < count && j < width && !isTight(i)) {
                move(i, j, i, j + 1, blankNext ? 1 : STALE, SKIP);
            }
            if (i == count) {
                return;
            }
            int k = itemAt(i);
            if (!items.line(k).isOld()) {
                move(i, j, i + 1, j, 0, ADD);
                return;
            }
            boolean same = j < width && items.fold(k).equals(search.fold(lineAt(j)));
            if (same) {
                move(i, j, i + 1, j + 1, 0, MATCH);
            }
            if (items.isPerhapsAdded(k)) {
                move(i, j, i + 1, j, 1, AS_ADDED);
            } else if (!items.isFirm(k)) {
                if (items.isBlank(k) || !items.isBesideChange(k)) {
                    move(i, j, i + 1, j, items.isBlank(k) ? 1 : STALE, ABSENT);
                }
                boolean replaced = j < width && !same && !items.isBlank(k) && !blankNext;
                if (replaced && (!items.isBesideChange(k) || isAlike(items.fold(k), search.fold(lineAt(j))))) {
                    move(i, j, i + 1, j + 1, STALE, REPLACE);
                }
            }
        }

        /** Whether two lines have half of the shorter one in common, at their ends. */
        private static boolean isAlike(String one, String other) {
            int shorter = Math.min(one.length(), other.length());
            int head = 0;
            while (head < shorter && one.charAt(head) == other.charAt(head)) {
                head++;
            }
            int tail = 0;
            while (tail < shorter - head
                    && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
                tail++;
            }
            return 2 * (head + tail) >= shorter;
        }

        private void move(int i, int j, int toI, int toJ, int cost, byte move) {
            band.reach(toI, toJ, band.cost(i, j) + cost, move);
        }

        private void trace(int end, int[] places) {
            int i = count;
            int j = end;
            while (i > 0 || j > 0) {
                byte move = band.move(i, j);
                if (move == SKIP) {
                    j--;
                    continue;
                }
                int k = itemAt(i - 1);
                switch (move) {
                    case MATCH, REPLACE -> places[k] = lineAt(--j);
                    case ABSENT -> places[k] = Alignment.ABSENT;
                    default -> places[k] = Alignment.ADDED;
                }
                i--;
            }
        }

        /** Whether nothing of the file may stand before the next old line of this half. */
        private boolean isTight(int i) {
            return items.isTightFrom(step > 0 ? itemAt(i) : itemAt(i) + 1);
        }

        private int itemAt(int i) {
            return item + step * (i + 1);
        }

        private int lineAt(int j) {
            return line + step * (j + 1);
        }
    }
}
