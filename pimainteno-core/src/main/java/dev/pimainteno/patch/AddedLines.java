package dev.pimainteno.patch;

import dev.pimainteno.patch.Indentation.Shift;
import java.util.List;
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
     * @throws Refused if they contradict the old lines, or it cannot be told whether they differ as those do
     */
    static AddedLines of(Indentation indentation, List<HunkLine> lines, int number) throws Refused {
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
        Optional<Shift> shift = shift(indentation, added, number);
        if (shift.isEmpty()) {
            return new AddedLines(soft);
        }
        for (String line : added) {
            if (shift.get().apply(line).isEmpty()) {
                throw new Refused("hunk " + number + " is indented otherwise than the file, and its added line "
                        + Excerpt.of(line) + " otherwise than its other lines");
            }
        }
        return new AddedLines(text ->
                text.isBlank() ? text : shift.get().apply(soft.apply(text)).orElse(text));
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
        return foreign && indentation.tabWidth() != 0;
    }

    private static String converted(Indentation indentation, String text) {
        String start = Indentation.start(text);
        String tab = " ".repeat(indentation.tabWidth());
        String file = indentation.fileHasTabs() ? start.replace(tab, "\t") : start.replace("\t", tab);
        return text.isBlank() ? text : file + text.substring(start.length());
    }
}
