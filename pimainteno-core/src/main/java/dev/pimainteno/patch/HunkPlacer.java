package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives every hunk of a file its place, or says for each that has none what is in the file instead. */
final class HunkPlacer {
    private static final int MOST_REASONS = 20;
    private static final int MOST_SHOWN = 5;

    /** What finds a hunk that quotes the file without a gap, but for blank lines. */
    private static final List<PlacementStrategy> WHOLE = List.of(
            new StatedLine(),
            new LikePlace(Likeness.EXACT),
            new LikePlace(Likeness.UNPREFIXED),
            new LikePlace(Likeness.TRAILING),
            new LikePlace(Likeness.INDENTED),
            new LikePlace(Likeness.SPACED),
            new LikePlace(Likeness.LOOKALIKE),
            AlignedPlace.forgivingBlankLines());

    private static final List<PlacementStrategy> STRATEGIES = Stream.concat(
                    WHOLE.stream(), Stream.of(new SplitPlace(WHOLE), AlignedPlace.forgivingStaleContext()))
            .toList();

    private final SearchBudget budget;

    HunkPlacer(SearchBudget budget) {
        this.budget = budget;
    }

    PlacedHunks place(String path, FileText file, List<Hunk> written) throws Refused {
        List<Hunk> hunks = SpacedPrefixes.strip(file, written);
        PlacementSearch search = new PlacementSearch(file, hunks, budget);
        List<PlacedHunk> placed = new ArrayList<>();
        Map<Hunk, Finding.Several> open = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>();
        for (Hunk hunk : hunks) {
            if (reasons.size() >= MOST_REASONS) {
                break; // each reason costs a search, and nobody reads more
            }
            try {
                Finding finding = find(path, hunk, search);
                if (finding instanceof Finding.Found found) {
                    placed.addAll(found.parts());
                } else if (finding instanceof Finding.Several several) {
                    open.put(hunk, several);
                }
            } catch (Refused refused) {
                reasons.addAll(refused.reasons());
            }
        }
        placed.addAll(choose(path, search, placed, open, reasons));
        if (!reasons.isEmpty()) {
            throw new Refused(reasons);
        }
        placed.sort(Comparator.comparingInt(place -> place.hunk().number()));
        checkNumbers(path, search, placed);
        AddedText.check(path, search.lines(), hunks, placed);
        for (PlacedHunk place : placed) {
            checkAdditions(path, search.lines(), place);
        }
        return new PlacedHunks(placed, Overlaps.resolve(path, placed));
    }

    private static Finding find(String path, Hunk hunk, PlacementSearch search) throws Refused {
        String label = "hunk " + hunk.number() + " of " + path;
        if (hunk.addsOnly()) {
            if (search.lines().count() == 0) {
                return new Finding.Found(new PlacedHunk(hunk, 0, Strategy.WHOLE_FILE, true));
            }
            throw new Refused(label + " only adds lines; without a line of context its place is not certain");
        }
        for (PlacementStrategy strategy : STRATEGIES) {
            for (Hunk reading : hunk.readings()) {
                Finding finding = reading.changesNothing() ? new Finding.Nowhere() : strategy.find(reading, search);
                if (finding instanceof Finding.Found found) {
                    checkEnding(label, reading, found, search);
                }
                if (!(finding instanceof Finding.Nowhere)) {
                    return finding;
                }
            }
        }
        throw new Refused(label + new NearestPlace(search).describe(hunk));
    }

    /** Refuses a hunk that stands at its line and would stand as well where the other hunks say that this line is now. */
    private static void checkNumbers(String path, PlacementSearch search, List<PlacedHunk> placed) throws Refused {
        Optional<Integer> shift = new Evidence(search.lines(), placed).shiftOfMoved();
        if (shift.isEmpty()) {
            return;
        }
        for (PlacedHunk place : placed) {
            boolean byNumber = place.strategy() == Strategy.EXACT;
            if (byNumber && search.fitsAt(place.hunk().oldSide(), place.line() + shift.get())) {
                throw new Refused(
                        "hunk %d of %s stands at its line %d and %d lines from there as well, as far as other hunks are"
                                .formatted(place.hunk().number(), path, place.line() + 1, shift.get()));
            }
        }
    }

    private static void checkEnding(String label, Hunk hunk, Finding.Found found, PlacementSearch search)
            throws Refused {
        PlacedHunk last = found.parts().get(found.parts().size() - 1);
        if (hunk.ending() == Hunk.Ending.UNTERMINATED && isHalfLine(hunk, last, search.lines())) {
            throw new Refused("the reply breaks off in the last line of " + label);
        }
        boolean isShort = hunk.ending() == Hunk.Ending.SHORT
                && last.end() != search.lines().count();
        if (isShort || (hunk.ending() == Hunk.Ending.SHORT_BEFORE_TEXT && !endsAlike(hunk, last))) {
            throw new Refused(label + " ends with less than its header says, or without an end: the reply breaks off");
        }
    }

    /** Whether the last line of a hunk with text in it is the last one of what was found. */
    private static boolean endsAlike(Hunk hunk, PlacedHunk placed) {
        return lastText(hunk).equals(lastText(placed.hunk()));
    }

    private static String lastText(Hunk hunk) {
        String text = "";
        for (HunkLine line : hunk.lines()) {
            text = line.isBlank() ? text : LineFold.of(line.plain());
        }
        return text;
    }

    /** Refuses added lines that, sign and all, are the file's next line: context that has lost its prefix looks like that. */
    private static void checkAdditions(String path, Lines lines, PlacedHunk placed) throws Refused {
        if (placed.hunk().hint().counted()) {
            return;
        }
        int at = placed.line();
        for (HunkLine line : placed.hunk().lines()) {
            boolean added = line.kind() == HunkLine.Kind.ADDED;
            String written = "+" + line.plain();
            if (added && (isAt(lines, at, written) || isAt(lines, at - 1, written))) {
                throw new Refused("hunk " + placed.hunk().number() + " of " + path + " adds " + Excerpt.of(line.plain())
                        + ", or has the line " + Excerpt.of(written) + " of the file as context without a prefix");
            }
            at += line.isOld() ? 1 : 0;
        }
    }

    private static boolean isAt(Lines lines, int index, String text) {
        return index >= 0
                && index < lines.count()
                && LineFold.of(lines.plain(index)).equals(LineFold.of(text));
    }

    /** Whether the last line of a hunk is no line of the file where it ends, but the first part of one. */
    private static boolean isHalfLine(Hunk hunk, PlacedHunk placed, Lines lines) {
        HunkLine last = hunk.lines().get(hunk.lines().size() - 1);
        if (last.isContext() && last.isBlank() && placed.end() < lines.count()) {
            HunkLine found = placed.hunk().lines().get(placed.hunk().lines().size() - 1);
            return !found.isBlank() && lines.plain(placed.end()).startsWith(last.plain());
        }
        if (!last.isContext() || last.isBlank() || placed.strategy() != Strategy.STALE_CONTEXT) {
            return false;
        }
        int to = Math.min(lines.count(), placed.end() + 1);
        for (int i = Math.max(0, placed.end() - 1); i < to; i++) {
            if (lines.plain(i).startsWith(last.plain())) {
                return true;
            }
        }
        return false;
    }

    private static List<PlacedHunk> choose(
            String path,
            PlacementSearch search,
            List<PlacedHunk> certain,
            Map<Hunk, Finding.Several> open,
            List<String> reasons)
            throws Refused {
        List<PlacedHunk> chosen = new ArrayList<>();
        Evidence evidence = new Evidence(search.lines(), certain);
        for (Map.Entry<Hunk, Finding.Several> entry : open.entrySet()) {
            Hunk hunk = entry.getKey();
            Finding.Several several = entry.getValue();
            if (reasons.size() >= MOST_REASONS) {
                break;
            }
            if (!hunk.hint().section().isEmpty()) {
                search.budget().spend(search.lines().count()); // the quoted line is looked for in all of them
            }
            Optional<PlacedHunk> place = several.all() ? evidence.choose(hunk, several.places()) : Optional.empty();
            place.ifPresentOrElse(
                    chosen::add,
                    () -> reasons.add("hunk " + hunk.number() + " of " + path + " fits at "
                            + several.places().size() + " or more places equally well, lines "
                            + several.places().stream()
                                    .limit(MOST_SHOWN)
                                    .map(found -> String.valueOf(found.line() + 1))
                                    .toList()
                            + "; more lines of context or the right line number would tell which is meant"));
        }
        return chosen;
    }
}
