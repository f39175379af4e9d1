package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Recognises hunks whose plus and minus signs have a blank behind them that belongs to neither side, as in a list: every
 * changed line has it, and the removed lines stand in the file only without it.
 */
final class SpacedPrefixes {
    private SpacedPrefixes() {}

    /** Returns the hunks of a file without such blanks, or as they are if they have none. */
    static List<Hunk> strip(FileText file, List<Hunk> hunks) {
        List<HunkLine> lines =
                hunks.stream().flatMap(hunk -> hunk.lines().stream()).toList();
        List<HunkLine> changed =
                lines.stream().filter(line -> !line.isContext()).toList();
        boolean all =
                changed.stream().allMatch(line -> line.isBlank() || line.text().startsWith(" "));
        if (!all || changed.isEmpty() || !standsWithoutOnly(file, lines)) {
            return hunks;
        }
        return hunks.stream().map(SpacedPrefixes::strip).toList();
    }

    /** Whether the removed lines that are not blank stand in the file without the blank and not one of them with it. */
    private static boolean standsWithoutOnly(FileText file, List<HunkLine> lines) {
        Set<String> with = new HashSet<>();
        Set<String> without = new HashSet<>();
        for (HunkLine line : lines) {
            if (line.kind() == Kind.REMOVED && !line.isBlank()) {
                with.add(line.plain());
                without.add(line.plain().substring(1));
            }
        }
        if (without.isEmpty()) {
            return looksBetterWithout(lines);
        }
        for (int i = 0; i < file.lines().count(); i++) {
            String line = file.lines().plain(i);
            if (with.contains(line)) {
                return false;
            }
            without.remove(line);
        }
        return without.isEmpty();
    }

    /**
     * Whether added lines without removed ones have the blank: even the blank ones, or all stand before a tab, and they
     * are indented like the context only without it.
     */
    private static boolean looksBetterWithout(List<HunkLine> lines) {
        List<HunkLine> added =
                lines.stream().filter(line -> line.kind() == Kind.ADDED).toList();
        boolean blank = added.stream().anyMatch(HunkLine::isBlank);
        boolean blanksHaveIt = added.stream()
                .filter(HunkLine::isBlank)
                .allMatch(line -> line.plain().equals(" "));
        Indentation usual = new Indentation(lines.stream()
                .filter(line -> line.isContext() && !line.isBlank())
                .map(line -> Indentation.start(line.plain()))
                .map(start -> new Indentation.Pair(start, start, true))
                .toList());
        List<String> starts = added.stream()
                .filter(line -> !line.isBlank())
                .map(line -> Indentation.start(line.plain()))
                .toList();
        boolean beforeTabs = starts.stream().allMatch(start -> start.startsWith(" \t"));
        return ((blank && blanksHaveIt) || beforeTabs)
                && starts.stream().allMatch(start -> usual.isUsual(start.substring(1)))
                && starts.stream().noneMatch(usual::isUsual);
    }

    private static Hunk strip(Hunk hunk) {
        return new Hunk(
                hunk.number(),
                hunk.hint(),
                hunk.ending(),
                strip(hunk.lines()),
                hunk.others().stream().map(SpacedPrefixes::strip).toList());
    }

    private static List<HunkLine> strip(List<HunkLine> lines) {
        return lines.stream()
                .map(line -> line.isContext() || !line.text().startsWith(" ")
                        ? line
                        : line.withText(line.text().substring(1)))
                .toList();
    }
}
