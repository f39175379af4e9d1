package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Recognises hunks whose plus and minus signs have a blank behind them that belongs to neither side, as in a list: every
 * changed line has it, and the removed lines stand in the file only without it.
 */
final class SpacedPrefixes {
    private SpacedPrefixes() {}

    /**
     * Returns the hunks of a file without such blanks, or as they are if they have none.
     *
     * @throws Refused if it cannot be told
     */
    static List<Hunk> strip(FileText file, List<Hunk> hunks) throws Refused {
        List<HunkLine> lines =
                hunks.stream().flatMap(hunk -> hunk.lines().stream()).toList();
        boolean all = lines.stream()
                .filter(line -> line.kind() == Kind.ADDED)
                .allMatch(line -> line.isBlank() || line.text().startsWith(" "));
        if (!all || lines.stream().allMatch(HunkLine::isContext)) {
            return hunks;
        }
        boolean removedHaveIt = lines.stream()
                .filter(line -> line.kind() == Kind.REMOVED)
                .allMatch(line -> line.isBlank() || line.text().startsWith(" "));
        if (removedHaveIt && standsWithoutOnly(file, lines)) {
            return gain(file, hunks, true) < 0
                    ? hunks
                    : hunks.stream().map(SpacedPrefixes::strip).toList();
        }
        boolean surplus =
                isIndented(lines) && !isKnown(file, lines) && gain(file, hunks, false) > 0 && !isTheChange(hunks);
        return surplus ? withoutSurplus(hunks, lines) : hunks;
    }

    /** Whether an added line is indented by more than the blank: one blank at the start of a flat text may be anything. */
    private static boolean isIndented(List<HunkLine> lines) {
        return lines.stream()
                .filter(line -> line.kind() == Kind.ADDED && !line.isBlank())
                .map(line -> Indentation.start(line.plain()))
                .anyMatch(start -> start.length() > 2 || start.indexOf('\t') > 0);
    }

    /** Whether the file has, for every added line, one that starts alike: with the same indentation, and what is behind it. */
    private static boolean isKnown(FileText file, List<HunkLine> lines) {
        Set<String> starts = new HashSet<>();
        for (int i = 0; i < file.lines().count(); i++) {
            if (!file.lines().plain(i).isBlank()) {
                starts.add(startOf(file.lines().plain(i)));
            }
        }
        return lines.stream()
                .filter(line -> line.kind() == Kind.ADDED && !line.isBlank())
                .allMatch(line -> starts.contains(startOf(line.plain())));
    }

    /** Returns a line's indentation and its first character; all letters are one. */
    private static String startOf(String line) {
        String start = Indentation.start(line);
        char first = line.charAt(start.length());
        return start + (Character.isLetter(first) ? 'a' : first);
    }

    /** Whether a hunk would change nothing without the blank. */
    private static boolean isTheChange(List<Hunk> hunks) {
        return hunks.stream()
                .map(SpacedPrefixes::stripAdded)
                .anyMatch(hunk -> texts(hunk.oldSide()).equals(texts(hunk.newSide())));
    }

    private static List<String> texts(List<HunkLine> lines) {
        return lines.stream().map(HunkLine::plain).toList();
    }

    /** Returns hunks whose added lines alone seem to have the blank without it, if it is certain that they do. */
    private static List<Hunk> withoutSurplus(List<Hunk> hunks, List<HunkLine> lines) throws Refused {
        Indentation usual = usual(lines);
        boolean odd = lines.stream()
                .filter(line -> line.kind() == Kind.ADDED && !line.isBlank())
                .map(line -> Indentation.start(line.plain()))
                .noneMatch(start -> usual.isUsual(start) || !usual.isUsual(start.substring(1)));
        long count = lines.stream()
                .filter(line -> line.kind() == Kind.ADDED && !line.isBlank())
                .count();
        if (odd && count > 1) {
            return hunks.stream().map(SpacedPrefixes::stripAdded).toList();
        }
        throw new Refused(
                "hunk " + hunks.get(0).number() + " and all others of its file have added lines with one blank"
                        + " more than the lines around them, and it cannot be told whether it is meant");
    }

    /**
     * Returns more than 0 if every block of added lines looks more at home without the blank, less than 0 if some look
     * less at home, else 0.
     */
    private static int gain(FileText file, List<Hunk> hunks, boolean removedHaveIt) {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < file.lines().count(); i++) {
            known.add(file.lines().plain(i));
        }
        int gain = 1;
        boolean some = false;
        for (Hunk hunk : hunks) {
            List<HunkLine> lines = hunk.lines();
            for (AddedBlock block : AddedBlock.of(lines, index -> quoted(lines.get(index), known, removedHaveIt))) {
                int with = block.atHome(UnaryOperator.identity());
                int without = block.atHome(line -> line.substring(1));
                some = true;
                gain = Math.min(gain, Integer.compare(without, with));
            }
        }
        return some ? gain : 0;
    }

    /** Returns an old line as the file has it: without its blank if removed lines have one, with the one that context has lost. */
    private static String quoted(HunkLine line, Set<String> known, boolean removedHaveIt) {
        String text = line.plain();
        if (line.kind() == Kind.REMOVED) {
            return removedHaveIt ? text.substring(1) : text;
        }
        return !known.contains(text) && known.contains(" " + text) ? " " + text : text;
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
        Indentation usual = usual(lines);
        List<String> starts = added.stream()
                .filter(line -> !line.isBlank())
                .map(line -> Indentation.start(line.plain()))
                .toList();
        boolean beforeTabs = starts.size() > 1 && starts.stream().allMatch(start -> start.startsWith(" \t"));
        return ((blank && blanksHaveIt) || beforeTabs)
                && starts.stream().allMatch(start -> usual.isUsual(start.substring(1)))
                && starts.stream().noneMatch(usual::isUsual);
    }

    private static Indentation usual(List<HunkLine> lines) {
        return new Indentation(lines.stream()
                .filter(line -> line.isContext() && !line.isBlank())
                .map(line -> Indentation.start(line.plain()))
                .map(start -> new Indentation.Pair(start, start, true))
                .toList());
    }

    private static Hunk stripAdded(Hunk hunk) {
        List<HunkLine> stripped = hunk.lines().stream()
                .map(line -> line.kind() == Kind.ADDED ? withoutBlank(line) : line)
                .toList();
        return new Hunk(hunk.number(), hunk.hint(), hunk.ending(), stripped, List.of());
    }

    private static HunkLine withoutBlank(HunkLine line) {
        return line.text().startsWith(" ") ? line.withText(line.text().substring(1)) : line;
    }

    private static Hunk strip(Hunk hunk) {
        return hunk.mapped(SpacedPrefixes::strip);
    }

    private static List<HunkLine> strip(List<HunkLine> lines) {
        return lines.stream()
                .map(line -> line.isContext() ? line : withoutBlank(line))
                .toList();
    }
}
