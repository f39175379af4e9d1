package dev.pimainteno.patch;

import java.util.List;

/** What one strategy says of a hunk. Lines are numbered from 0. */
sealed interface Finding {

    /** The hunk belongs there and nowhere else. */
    record Found(int line, HunkPlacement.Strategy strategy) implements Finding {}

    /** The hunk fits these places equally well, so that no later strategy may choose. */
    record Several(List<Integer> lines) implements Finding {
        public Several {
            lines = List.copyOf(lines);
        }
    }

    /** The hunk fits nowhere by this strategy's measure; the next one may look. */
    record Nowhere() implements Finding {}
}
