package dev.pimainteno.patch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says where a hunk that fits nowhere comes nearest to fitting, and what stands there instead. */
final class NearestPlace {
    private static final int MOST_OCCURRENCES = 200;
    private static final int MOST_LINES = 500;
    private static final int MOST_DIFFERENCES = 3;

    private final PlacementSearch search;

    NearestPlace(PlacementSearch search) {
        this.search = search;
    }

    /** Returns the part of a sentence that follows the hunk's name. */
    String describe(Hunk hunk) {
        List<HunkLine> oldSide = hunk.oldSide();
        Map<Integer, Integer> votes = votes(oldSide);
        if (votes.isEmpty()) {
            return " fits nowhere: none of its old lines that are not blank stands in the file, which has "
                    + search.lines().count() + " lines" + atStatedLine(hunk);
        }
        int best = 0;
        int agreeing = 0;
        for (Map.Entry<Integer, Integer> vote : votes.entrySet()) {
            int count = vote.getValue();
            if (count > agreeing || (count == agreeing && nearer(hunk, vote.getKey(), best))) {
                best = vote.getKey();
                agreeing = count;
            }
        }
        return " fits nowhere; it comes nearest at line " + Math.max(1, best + 1) + ": " + differences(oldSide, best);
    }

    /** Returns how many of the old lines stand right if the old side starts at a line. */
    private Map<Integer, Integer> votes(List<HunkLine> oldSide) {
        Map<Integer, Integer> votes = new HashMap<>();
        for (int i = 0; i < Math.min(oldSide.size(), MOST_LINES); i++) {
            if (!oldSide.get(i).plain().isBlank()) {
                LineIndex.Occurrences occurrences = search.index().of(oldSide.get(i));
                for (int j = 0; j < Math.min(occurrences.count(), MOST_OCCURRENCES); j++) {
                    votes.merge(occurrences.line(j) - i, 1, Integer::sum);
                }
            }
        }
        return votes;
    }

    private static boolean nearer(Hunk hunk, int line, int than) {
        int stated = hunk.hint().line() - 1;
        int distance = Math.abs(line - stated);
        int other = Math.abs(than - stated);
        return distance < other || (distance == other && line < than);
    }

    private String differences(List<HunkLine> oldSide, int start) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < oldSide.size() && shown < MOST_DIFFERENCES; i++) {
            int line = start + i;
            HunkLine expected = oldSide.get(i);
            boolean exists = line >= 0 && line < search.lines().count();
            if (exists && search.lines().plainEquals(line, expected.plain())) {
                if (expected.endsFile() && search.lines().isTerminated(line)) {
                    text.append(shown++ == 0 ? "" : "; ")
                            .append("line ")
                            .append(line + 1)
                            .append(" ends in a newline, which the hunk denies");
                }
                continue;
            }
            text.append(shown++ == 0 ? "" : "; ").append("the hunk has ").append(Excerpt.of(expected.plain()));
            if (exists) {
                text.append(" where line ")
                        .append(line + 1)
                        .append(" is ")
                        .append(Excerpt.of(search.lines().plain(line)));
            } else {
                text.append(" where the file, which has ")
                        .append(search.lines().count())
                        .append(" lines, has no line");
            }
        }
        return text.toString();
    }

    private String atStatedLine(Hunk hunk) {
        int line = hunk.hint().line() - 1;
        return line >= 0 && line < search.lines().count()
                ? "; line " + (line + 1) + " is " + Excerpt.of(search.lines().plain(line))
                : "";
    }
}
