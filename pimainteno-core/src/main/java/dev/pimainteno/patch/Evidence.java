package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a reply says of a hunk that fits several places, besides the hunk's own lines: its line number, the section that it
 * quotes, how far the other hunks of the file are from the lines that they name, and the order of the hunks. Each is asked
 * in turn; the first that leaves exactly one place decides.
 */
final class Evidence {
    private final Lines file;
    private final List<PlacedHunk> certain;

    /** @param certain the hunks of the file that fit one place, in the order of the reply */
    Evidence(Lines file, List<PlacedHunk> certain) {
        this.file = file;
        this.certain = List.copyOf(certain);
    }

    Optional<PlacedHunk> choose(Hunk hunk, List<PlacedHunk> places) {
        List<Predicate<PlacedHunk>> rules = new ArrayList<>();
        rules.add(place -> shiftOf(place) == 0);
        if (!hunk.hint().section().isEmpty()) {
            Section section = Section.of(file, hunk.hint().section());
            rules.add(place -> section.holds(place.line()));
        }
        shift().ifPresent(shift -> rules.add(place -> shift != 0 && shiftOf(place) == shift));
        between(hunk).ifPresent(rules::add);
        for (Predicate<PlacedHunk> rule : rules) {
            List<PlacedHunk> left = places.stream().filter(rule).toList();
            if (left.size() == 1) {
                return Optional.of(left.get(0));
            }
        }
        return Optional.empty();
    }

    /** Returns how far all hunks that are not at the lines that they name are from them, if they agree. */
    Optional<Integer> shiftOfMoved() {
        Set<Integer> shifts = certain.stream()
                .filter(place -> place.strategy() != Strategy.EXACT)
                .filter(place -> place.hunk().hint().line() > 0)
                .map(Evidence::shiftOf)
                .filter(shift -> shift != 0)
                .collect(Collectors.toSet());
        return shifts.size() == 1 ? Optional.of(shifts.iterator().next()) : Optional.empty();
    }

    /** Returns how far all hunks that name a line are from it, if they agree. */
    private Optional<Integer> shift() {
        Set<Integer> shifts = certain.stream()
                .filter(place -> place.hunk().hint().line() > 0)
                .map(Evidence::shiftOf)
                .collect(Collectors.toSet());
        return shifts.size() == 1 ? Optional.of(shifts.iterator().next()) : Optional.empty();
    }

    private static int shiftOf(PlacedHunk place) {
        return place.hunk().hint().line() == 0
                ? Integer.MIN_VALUE
                : place.line() + 1 - place.hunk().hint().line();
    }

    /** Returns the rule that a hunk lies between its neighbours, if it has some on both sides and all are in order. */
    private Optional<Predicate<PlacedHunk>> between(Hunk hunk) {
        int after = -1;
        int before = -1;
        int line = 0;
        for (PlacedHunk place : certain) {
            if (place.line() < line) {
                return Optional.empty();
            }
            line = place.end();
            if (place.hunk().number() < hunk.number()) {
                after = place.end();
            } else if (before < 0) {
                before = place.line();
            }
        }
        if (after < 0 || before < 0) {
            return Optional.empty();
        }
        int from = after;
        int to = before;
        return Optional.of(place -> place.line() >= from && place.end() <= to);
    }
}
