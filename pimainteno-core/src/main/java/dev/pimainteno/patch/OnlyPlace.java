package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.ArrayList;
import java.util.List;

/** Looks for the one place in the whole file where the hunk's old side stands. */
final class OnlyPlace implements PlacementStrategy {
    private static final int ENOUGH = 3;

    @Override
    public Finding find(Hunk hunk, PlacementSearch search) throws Refused {
        List<HunkLine> oldSide = hunk.oldSide();
        if (oldSide.isEmpty()) {
            return new Finding.Nowhere();
        }
        int anchor = rarest(oldSide, search.index());
        LineIndex.Occurrences candidates = search.index().of(oldSide.get(anchor));
        List<Integer> fits = new ArrayList<>();
        for (int i = 0; i < candidates.count() && fits.size() < ENOUGH; i++) {
            int line = candidates.line(i) - anchor;
            if (search.fitsAt(oldSide, line)) {
                fits.add(line);
            }
        }
        if (fits.size() > 1) {
            return new Finding.Several(fits);
        }
        return fits.isEmpty() ? new Finding.Nowhere() : new Finding.Found(fits.get(0), Strategy.SHIFTED);
    }

    private static int rarest(List<HunkLine> oldSide, LineIndex index) {
        int rarest = 0;
        for (int i = 1; i < oldSide.size(); i++) {
            if (index.of(oldSide.get(i)).count() < index.of(oldSide.get(rarest)).count()) {
                rarest = i;
            }
        }
        return rarest;
    }
}
