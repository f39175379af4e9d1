package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;

/** Looks for the one place in the whole file where the hunk's old side stands by some likeness, without a gap. */
final class LikePlace implements PlacementStrategy {
    private final Likeness likeness;

    LikePlace(Likeness likeness) {
        this.likeness = likeness;
    }

    @Override
    public Finding find(Hunk written, PlacementSearch search) throws Refused {
        boolean spaces = likeness != Likeness.INDENTED && likeness != Likeness.SPACED;
        Hunk hunk = spaces ? written : written.withoutSpaces();
        List<HunkLine> oldSide = hunk.oldSide();
        boolean onlySpaces = hunk.changesNothing() && !written.changesNothing();
        if (oldSide.isEmpty() || onlySpaces) {
            return new Finding.Nowhere();
        }
        LineIndex index = likeness == Likeness.EXACT ? search.index() : search.foldedIndex();
        int anchor = index.rarest(oldSide);
        LineIndex.Occurrences candidates = index.of(oldSide.get(anchor));
        List<PlacedHunk> fits = new ArrayList<>();
        for (int i = 0; i < candidates.count() && fits.size() <= Finding.Several.MOST; i++) {
            int line = candidates.line(i) - anchor;
            if (search.fitsAt(oldSide, line, likeness)) {
                search.budget().spend(Finding.Several.COST * hunk.lines().size());
                fits.add(HunkRepair.of(search.file(), hunk, Alignment.at(hunk.lines(), line), likeness.strategy()));
            }
        }
        if (fits.size() > 1) {
            return Finding.Several.of(fits);
        }
        return fits.isEmpty() ? new Finding.Nowhere() : new Finding.Found(fits.get(0));
    }
}
