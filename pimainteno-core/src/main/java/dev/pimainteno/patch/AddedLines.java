package dev.pimainteno.patch;

import dev.pimainteno.patch.Indentation.Shift;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Gives the added lines of a hunk the indentation of the file, if the hunk's old lines all differ from it in the same way.
 * Where the difference is one blank, or only removed lines have it, the added lines have to tell whether they have it too:
 * they look at home in the file with it or without it.
 */
final class AddedLines {
    private final UnaryOperator<String> conversion;

    private AddedLines(UnaryOperator<String> conversion) {
        this.conversion = conversion;
    }

    /**
     * Returns how to put the added lines among a hunk's lines into the file.
     *
     * @param original what the old lines are in the file
     * @throws Refused if they contradict the old lines, or it cannot be told whether they differ as those do
     */
    static AddedLines of(Indentation indentation, List<HunkLine> lines, AddedBlock.Original original, int number)
            throws Refused {
        List<String> added = lines.stream()
                .filter(line -> line.kind() == HunkLine.Kind.ADDED && !line.isBlank())
                .map(line -> Indentation.softened(line.text()))
                .toList();
        boolean hard = lines.stream()
                .anyMatch(line ->
                        line.isOld() && !Indentation.softened(line.text()).equals(line.text()));
        UnaryOperator<String> soft = hard ? Indentation::softened : UnaryOperator.identity();
        if (added.isEmpty() || (indentation.isSame() && indentation.shift().isEmpty())) {
            return new AddedLines(soft);
        }
        if (convertsTabs(indentation, added)) {
            return new AddedLines(text -> converted(indentation, Indentation.softened(text)));
        }
        List<AddedBlock> blocks = AddedBlock.of(lines, original);
        if (contextAloneIsShifted(indentation, added, blocks) || blocks.stream().allMatch(AddedBlock::standsRight)) {
            return new AddedLines(soft);
        }
        Optional<Shift> shift = shift(indentation, added, number);
        if (shift.isEmpty()) {
            checkHome(indentation, added, blocks, number);
            return new AddedLines(soft);
        }
        checkShift(indentation, shift.get(), added, blocks, number);
        // Where no blank old line tells otherwise, blank lines are shifted as the others are.
        boolean noneTells = lines.stream().noneMatch(line -> line.isOld() && line.isBlank());
        boolean blanksToo = !shift.get().inFile()
                && (noneTells || indentation.blanks().contains(shift.get().text()));
        return new AddedLines(text -> text.isBlank() && !blanksToo
                ? text
                : shift.get().apply(soft.apply(text)).orElseGet(() -> text.isBlank() ? "" : text));
    }

    /** Whether all context has something at its start that not all of the added lines have, which are at home without it. */
    private static boolean contextAloneIsShifted(Indentation indentation, List<String> added, List<AddedBlock> blocks) {
        return !indentation.hasRemoved()
                && indentation
                        .shift()
                        .filter(shift -> !shift.inFile())
                        .filter(shift -> added.stream().anyMatch(line -> !line.startsWith(shift.text())))
                        .isPresent()
                && blocks.stream().allMatch(block -> block.atHome(UnaryOperator.identity()) >= 2);
    }

    private static void checkShift(
            Indentation indentation, Shift shift, List<String> added, List<AddedBlock> blocks, int number)
            throws Refused {
        for (String line : added) {
            if (shift.apply(line).isEmpty()) {
                throw new Refused("hunk " + number + " is indented otherwise than the file, and its added line "
                        + Excerpt.of(line) + " otherwise than its other lines");
            }
        }
        Predicate<String> usual = indentationIsUsual(indentation);
        boolean allWithout = added.stream().allMatch(usual);
        boolean allWith =
                added.stream().allMatch(line -> usual.test(shift.apply(line).orElse(line)));
        if (allWithout && !allWith) {
            throw new Refused("hunk " + number + " is indented otherwise than the file, and its added lines as that is:"
                    + " it cannot be told how far they belong");
        }
        boolean bare = shift.inFile() && indentation.isBareWhereMoved();
        boolean allHaveIt = added.stream().allMatch(line -> line.startsWith(shift.text()));
        boolean flattened = blocks.stream().anyMatch(AddedBlock::isFlattened);
        if (bare && (flattened || (allHaveIt && !shift.isOneBlank()))) {
            throw new Refused(
                    "hunk " + number + " quotes the file without its indentation, and it cannot be told how far"
                            + " its added lines belong: indent all of its lines as the file does");
        }
    }

    /** Refuses added lines that may have lost or changed their indentation like the old lines, which all did in their own way. */
    private static void checkHome(Indentation indentation, List<String> added, List<AddedBlock> blocks, int number)
            throws Refused {
        if (indentation.isSame() || indentation.removedIsSame() || isInFilesStyle(indentation, added)) {
            return;
        }
        Map<String, String> meanings = indentation.meanings();
        boolean otherwise = added.stream()
                .map(Indentation::start)
                .anyMatch(start -> !meanings.getOrDefault(start, start).equals(start));
        boolean uncertain = indentation.isFlattened()
                && added.stream().allMatch(line -> Indentation.start(line).isEmpty());
        boolean strange =
                blocks.stream().anyMatch(block -> block.isFlattened() || block.atHome(UnaryOperator.identity()) == 0);
        if (otherwise || uncertain || strange) {
            throw new Refused(
                    "hunk " + number + " is indented otherwise than the file, in no one way, so that it cannot"
                            + " be told how far its added lines belong: indent all of its lines as the file does");
        }
    }

    /** Whether the added lines have the file's tabs or blanks where the hunk's old lines have the other. */
    private static boolean isInFilesStyle(Indentation indentation, List<String> added) {
        boolean tabs = added.stream().anyMatch(line -> Indentation.start(line).indexOf('\t') >= 0);
        return tabs ? indentation.fileHasTabs() : indentation.hunkHasTabs();
    }

    /** Returns the line as it belongs into the file. */
    HunkLine inFile(HunkLine added) {
        return added.withText(conversion.apply(added.text()));
    }

    private static Optional<Shift> shift(Indentation indentation, List<String> added, int number) throws Refused {
        Optional<Shift> common = indentation.shift();
        if (common.isPresent() && (indentation.hasRemoved() || !common.get().isOneBlank())) {
            return common;
        }
        Optional<Shift> perhaps = common.isPresent() ? common : indentation.shiftOfRemoved();
        if (perhaps.isEmpty()) {
            return perhaps;
        }
        boolean with = added.stream()
                .allMatch(line -> perhaps.get()
                        .apply(line)
                        .filter(indentationIsUsual(indentation))
                        .isPresent());
        boolean without = added.stream().allMatch(indentationIsUsual(indentation));
        if (with && !without) {
            return perhaps;
        }
        boolean lostPrefixes = common.isPresent() && common.get().inFile();
        if (with && perhaps.get().isOneBlank() && !lostPrefixes) {
            throw new Refused(
                    "hunk " + number + " has one blank too many in its old lines, and it cannot be told whether"
                            + " its added lines have it too");
        }
        return Optional.empty();
    }

    private static Predicate<String> indentationIsUsual(Indentation indentation) {
        return line -> indentation.isUsual(Indentation.start(line));
    }

    private static boolean convertsTabs(Indentation indentation, List<String> added) {
        boolean tabs = added.stream().anyMatch(line -> Indentation.start(line).indexOf('\t') >= 0);
        boolean foreign = indentation.fileHasTabs() != tabs; // else they are in the file's own style
        int width = indentation.tabWidth();
        return foreign && width != 0 && (tabs || added.stream().allMatch(line -> isInTabs(line, width, indentation)));
    }

    /** Whether a line's blanks are as many tabs of that width, or the file has lines with tabs and blanks. */
    private static boolean isInTabs(String line, int width, Indentation indentation) {
        return Indentation.start(line).length() % width == 0 || indentation.fileMixesTabsAndBlanks();
    }

    private static String converted(Indentation indentation, String text) {
        String start = Indentation.start(text);
        String tab = " ".repeat(indentation.tabWidth());
        String file = indentation.fileHasTabs() ? start.replace(tab, "\t") : start.replace("\t", tab);
        return text.isBlank() ? text : file + text.substring(start.length());
    }
}
