package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.List;

/** Looks at the line that the hunk's header names: a fit there decides even if the same lines stand elsewhere too. */
final class StatedLine implements PlacementStrategy {

    @Override
    public Finding find(Hunk hunk, PlacementSearch search) throws Refused {
        List<HunkLine> oldSide = hunk.oldSide();
        int line = hunk.hint().line() - 1;
        if (oldSide.isEmpty() || !search.fitsAt(oldSide, line)) {
            return new Finding.Nowhere();
        }
        return new Finding.Found(HunkRepair.of(search.file(), hunk, Alignment.at(hunk.lines(), line), Strategy.EXACT));
    }
}
