package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gives every hunk of a file its place, or says for each that has none what is in the file instead. */
final class HunkPlacer {
    private static final int MOST_REASONS = 20;
    private static final List<PlacementStrategy> STRATEGIES = List.of(new StatedLine(), new OnlyPlace());

    private final SearchBudget budget;

    HunkPlacer(SearchBudget budget) {
        this.budget = budget;
    }

    /** Returns the hunks in the order of the file. */
    List<PlacedHunk> place(String path, FileText file, List<Hunk> hunks) throws Refused {
        PlacementSearch search = new PlacementSearch(file, hunks, budget);
        List<PlacedHunk> placed = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Hunk hunk : hunks) {
            if (reasons.size() >= MOST_REASONS) {
                break; // each reason costs a search, and nobody reads more
            }
            try {
                placed.add(place(path, hunk, search));
            } catch (Refused refused) {
                reasons.addAll(refused.reasons());
            }
        }
        if (!reasons.isEmpty()) {
            throw new Refused(reasons);
        }
        placed.sort(Comparator.comparingInt(PlacedHunk::line).thenComparingInt(PlacedHunk::end));
        checkApart(path, placed);
        return placed;
    }

    private PlacedHunk place(String path, Hunk hunk, PlacementSearch search) throws Refused {
        String label = "hunk " + hunk.number() + " of " + path;
        if (hunk.addsOnly()) {
            if (search.lines().count() == 0) {
                return new PlacedHunk(hunk, 0, Strategy.WHOLE_FILE);
            }
            throw new Refused(label + " only adds lines; without a line of context its place is not certain");
        }
        for (PlacementStrategy strategy : STRATEGIES) {
            Finding finding = strategy.find(hunk, search);
            if (finding instanceof Finding.Found found) {
                return new PlacedHunk(hunk, found.line(), found.strategy());
            }
            if (finding instanceof Finding.Several several) {
                throw new Refused(label + " fits at " + several.lines().size() + " or more places equally well, lines "
                        + several.lines().stream()
                                .map(line -> String.valueOf(line + 1))
                                .toList()
                        + "; more lines of context or the right line number would tell which is meant");
            }
        }
        throw new Refused(label + new NearestPlace(search).describe(hunk));
    }

    private static void checkApart(String path, List<PlacedHunk> placed) throws Refused {
        for (int i = 1; i < placed.size(); i++) {
            PlacedHunk first = placed.get(i - 1);
            PlacedHunk second = placed.get(i);
            if (second.line() < first.end()) {
                throw new Refused("hunks %d and %d of %s overlap at line %d of the file"
                        .formatted(first.hunk().number(), second.hunk().number(), path, second.line() + 1));
            }
        }
    }
}
