package dev.pimainteno.patch;

import java.util.List;

/** What one strategy says of a hunk. */
sealed interface Finding {

    /** The hunk belongs there and nowhere else; in several parts if it skips lines of the file. */
    record Found(List<PlacedHunk> parts) implements Finding {
        public Found {
            parts = List.copyOf(parts);
        }

        Found(PlacedHunk placed) {
            this(List.of(placed));
        }
    }

    /**
     * The hunk fits these places equally well, so that no later strategy may choose.
     *
     * @param all whether there are no others; if there may be, what leaves one of these proves nothing
     */
    record Several(List<PlacedHunk> places, boolean all) implements Finding {
        /** How many places are looked at. */
        static final int MOST = 200;
        /** How many comparisons a place counts for, per line of the hunk, as it is kept with all its lines. */
        static final int COST = 20;

        public Several {
            places = List.copyOf(places);
        }

        /** Returns some places; at most the first so many that are looked at. */
        static Several of(List<PlacedHunk> places) {
            return new Several(places.subList(0, Math.min(MOST, places.size())), places.size() <= MOST);
        }
    }

    /** The hunk fits nowhere by this strategy's measure; the next one may look. */
    record Nowhere() implements Finding {}
}
