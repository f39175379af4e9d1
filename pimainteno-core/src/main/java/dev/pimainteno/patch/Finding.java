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

    /** The hunk fits these places equally well, so that no later strategy may choose. */
    record Several(List<PlacedHunk> places) implements Finding {
        public Several {
            places = List.copyOf(places);
        }
    }

    /** The hunk fits nowhere by this strategy's measure; the next one may look. */
    record Nowhere() implements Finding {}
}
