package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Places the parts of a hunk that leaves lines of the file out, where it says so with three dots or between two lines of
 * context where it does not. Every part with a change must have one place, and the places must follow each other as the
 * parts do.
 */
final class SplitPlace implements PlacementStrategy {
    private static final int MOST_PARTS = 8;
    /** How often each line of a part is looked at, about. */
    private static final int COST = 10;

    /** How many old lines a part needs that is told from the next one by nothing in the reply. */
    private static final int FEWEST = 2;

    private final List<PlacementStrategy> strategies;

    /** @param strategies how a part is placed */
    SplitPlace(List<PlacementStrategy> strategies) {
        this.strategies = strategies;
    }

    @Override
    public Finding find(Hunk hunk, PlacementSearch search) throws Refused {
        if (hunk.ending() == Hunk.Ending.CUT_OFF) {
            return new Finding.Nowhere();
        }
        List<List<HunkLine>> parts = Elisions.split(hunk.lines());
        Optional<List<PlacedHunk>> placed =
                parts.size() > 1 ? placeAll(hunk, parts, search) : placeGreedily(hunk, hunk.lines(), 0, 0, search);
        return placed.isPresent() && !placed.get().isEmpty() ? new Finding.Found(placed.get()) : new Finding.Nowhere();
    }

    private Optional<List<PlacedHunk>> placeAll(Hunk hunk, List<List<HunkLine>> parts, PlacementSearch search)
            throws Refused {
        List<PlacedHunk> placed = new ArrayList<>();
        for (List<HunkLine> part : parts) {
            if (part.stream().allMatch(HunkLine::isContext)) {
                continue;
            }
            Optional<PlacedHunk> place = place(hunk, part, search);
            if (place.isEmpty() || startsBefore(place.get(), placed)) {
                return Optional.empty();
            }
            placed.add(place.get());
        }
        return Optional.of(placed);
    }

    /** Places the longest part that has one place, then what follows it. */
    private Optional<List<PlacedHunk>> placeGreedily(
            Hunk hunk, List<HunkLine> lines, int depth, int from, PlacementSearch search) throws Refused {
        if (depth >= MOST_PARTS) {
            return Optional.empty();
        }
        for (int end = depth == 0 ? lines.size() - 1 : lines.size(); end > 0; end--) {
            boolean between = end == lines.size()
                    || (lines.get(end - 1).isContext() && lines.get(end).isContext());
            List<HunkLine> part = lines.subList(0, end);
            if (!between
                    || part.stream()
                                    .filter(line -> line.isOld() && !line.isBlank())
                                    .count()
                            < FEWEST) {
                continue;
            }
            Optional<PlacedHunk> place = place(hunk, part, search);
            if (place.isPresent() && place.get().line() >= from) {
                return end == lines.size()
                        ? Optional.of(List.of(place.get()))
                        : placeGreedily(
                                        hunk,
                                        lines.subList(end, lines.size()),
                                        depth + 1,
                                        place.get().end(),
                                        search)
                                .map(rest -> joined(place.get(), rest));
            }
        }
        return Optional.empty();
    }

    private Optional<PlacedHunk> place(Hunk hunk, List<HunkLine> part, PlacementSearch search) throws Refused {
        search.budget().spend(COST * part.size());
        Hunk piece = hunk.withLines(part).withHint(HunkHint.NONE);
        for (PlacementStrategy strategy : strategies) {
            Finding finding = strategy.find(piece, search);
            if (finding instanceof Finding.Found found && found.parts().size() == 1) {
                PlacedHunk placed = found.parts().get(0);
                return Optional.of(new PlacedHunk(placed.hunk(), placed.line(), Strategy.SPLIT, placed.literal()));
            }
            if (!(finding instanceof Finding.Nowhere)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean startsBefore(PlacedHunk place, List<PlacedHunk> placed) {
        return !placed.isEmpty() && place.line() < placed.get(placed.size() - 1).end();
    }

    private static List<PlacedHunk> joined(PlacedHunk first, List<PlacedHunk> rest) {
        List<PlacedHunk> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }
}
