package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the one place where a hunk stands although it lacks blank lines of the file or has some too many; and, if
 * stale context is forgiven, although some of its context says something else. Most of the context must agree then, and
 * every removed line and the neighbours of every insertion must be there.
 */
final class AlignedPlace implements PlacementStrategy {
    private static final int MOST_BLANKS = 40;
    private static final int MOST_STALE = 4;

    private final boolean stale;

    private AlignedPlace(boolean stale) {
        this.stale = stale;
    }

    static AlignedPlace forgivingBlankLines() {
        return new AlignedPlace(false);
    }

    static AlignedPlace forgivingStaleContext() {
        return new AlignedPlace(true);
    }

    @Override
    public Finding find(Hunk hunk, PlacementSearch search) throws Refused {
        int most = mostStale(hunk);
        if (most < 0) {
            return new Finding.Nowhere();
        }
        AlignedItems items = AlignedItems.of(hunk.lines());
        int anchor = anchor(items, search);
        if (anchor < 0) {
            return new Finding.Nowhere();
        }
        Aligner aligner = new Aligner(items, search, most * Aligner.STALE + MOST_BLANKS);
        List<Aligner.Result> results = new ArrayList<>();
        LineIndex.Occurrences candidates = search.foldedIndex().of(items.line(anchor));
        for (int i = 0; i < candidates.count(); i++) {
            Optional<Aligner.Result> result = aligner.align(anchor, candidates.line(i));
            if (result.isPresent() && result.get().stale() <= most) {
                results.add(result.get());
            }
        }
        return choose(hunk, results, search);
    }

    private Finding choose(Hunk hunk, List<Aligner.Result> results, PlacementSearch search) throws Refused {
        results.sort(Comparator.comparingInt(Aligner.Result::cost));
        List<PlacedHunk> places = new ArrayList<>();
        Set<List<PlacedHunk>> seen = new HashSet<>();
        Strategy strategy = stale ? Strategy.STALE_CONTEXT : Strategy.BLANK_LINES;
        for (Aligner.Result result : results) {
            search.budget().spend(Finding.Several.COST * hunk.lines().size());
            PlacedHunk placed = HunkRepair.of(search.file(), hunk, result.alignment(), strategy);
            if (result.stale() > 0 && !hasNeighbours(hunk, placed, search)) {
                continue;
            }
            if (seen.add(Overlaps.changesOf(placed))) {
                places.add(placed);
            }
            if (places.size() > Finding.Several.MOST) {
                break;
            }
        }
        if (places.size() > 1) {
            return Finding.Several.of(places);
        }
        return places.isEmpty() ? new Finding.Nowhere() : new Finding.Found(places.get(0));
    }

    /** Whether what a hunk inserts at its very start or end stands at the start or end of the file: it has one neighbour only. */
    private static boolean hasNeighbours(Hunk hunk, PlacedHunk placed, PlacementSearch search) {
        return (!opensWithInsertion(hunk.lines()) || placed.line() == 0)
                && (!opensWithInsertion(reversed(hunk.lines()))
                        || placed.end() == search.lines().count());
    }

    private static boolean opensWithInsertion(List<HunkLine> lines) {
        boolean added = lines.get(0).kind() == HunkLine.Kind.ADDED;
        return added
                && lines.stream()
                        .filter(HunkLine::isOld)
                        .findFirst()
                        .filter(HunkLine::isContext)
                        .isPresent();
    }

    private static List<HunkLine> reversed(List<HunkLine> lines) {
        List<HunkLine> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Returns how many lines of context may be stale; less than 0 if this hunk cannot be looked for like this. */
    private int mostStale(Hunk hunk) {
        boolean weighty = hunk.lines().stream().anyMatch(line -> line.isOld() && !line.isBlank());
        if (!weighty || hunk.ending() == Hunk.Ending.CUT_OFF) {
            return -1;
        }
        long context = hunk.lines().stream()
                .filter(line -> line.isContext() && !line.isBareBlank())
                .count();
        return stale ? (int) Math.min(MOST_STALE, context / 3) : 0;
    }

    /** Returns the line that must be in the file and is there least often; -1 if there is none. */
    private static int anchor(AlignedItems items, PlacementSearch search) {
        int anchor = -1;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < items.count(); i++) {
            if (items.isFirm(i) && items.line(i).isOld()) {
                int count = search.foldedIndex().of(items.line(i)).count();
                if (count < fewest) {
                    fewest = count;
                    anchor = i;
                }
            }
        }
        return anchor;
    }
}
