package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Blank lines of a hunk's body that have no prefix, and what its header's counts make of them: context, or added or removed
 * lines that have lost their sign. Not changed after it is made.
 */
final class BareBlanks {
    private final List<HunkLine> lines;
    private final HunkHeader.Counts counts;
    private final List<Integer> bare = new ArrayList<>();
    private final List<Integer> beside = new ArrayList<>();
    private int all;
    private int oldLines;
    private int newLines;

    BareBlanks(List<HunkLine> lines, HunkHeader.Counts counts) {
        this.lines = lines;
        this.counts = counts;
        for (int i = 0; i < lines.size(); i++) {
            HunkLine line = lines.get(i);
            if (line.isBareBlank()) {
                all++;
                bare.add(i);
                if (isChange(i - 1) || isChange(i + 1)) {
                    beside.add(i);
                }
            } else {
                oldLines += line.isOld() ? 1 : 0;
                newLines += line.isNew() ? 1 : 0;
            }
        }
    }

    /** Returns the body with the blank lines beside changes as added ones, if its counts say that they are. */
    Optional<List<HunkLine>> asAdded() {
        return added() > 0 && removed() == 0 && added() == beside.size()
                ? Optional.of(as(Kind.ADDED, beside))
                : Optional.empty();
    }

    /** Returns the body with its blank lines, or those beside changes, as removed ones, if its counts say that they are. */
    Optional<List<HunkLine>> asRemoved() {
        boolean certain = removed() > 0 && added() == 0 && (removed() == beside.size() || removed() == all);
        return certain ? Optional.of(as(Kind.REMOVED, removed() == all ? bare : beside)) : Optional.empty();
    }

    /** Whether other blank lines of the body show that context keeps its prefix in this reply. */
    boolean contextIsPrefixed() {
        return removed() == all && lines.stream().anyMatch(line -> line.isContext() && !line.bare() && line.isBlank());
    }

    private int added() {
        return all - (counts.oldLines() - oldLines);
    }

    private int removed() {
        return all - (counts.newLines() - newLines);
    }

    private List<HunkLine> as(Kind kind, List<Integer> which) {
        List<HunkLine> changed = new ArrayList<>(lines);
        which.forEach(
                index -> changed.set(index, new HunkLine(kind, lines.get(index).text(), false)));
        return changed;
    }

    private boolean isChange(int index) {
        return index >= 0 && index < lines.size() && !lines.get(index).isContext();
    }
}
