package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.List;

/** Looks at the line that the hunk's header names: a fit there decides even if the same lines stand elsewhere too. */
final class StatedLine implements PlacementStrategy {

    @Override
    public Finding find(Hunk hunk, PlacementSearch search) throws Refused {
        List<HunkLine> oldSide = hunk.oldSide();
        int line = hunk.statedLine() - 1;
        return !oldSide.isEmpty() && search.fitsAt(oldSide, line)
                ? new Finding.Found(line, Strategy.EXACT)
                : new Finding.Nowhere();
    }
}
