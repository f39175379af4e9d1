package dev.pimainteno.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One hunk of a file's patch. Immutable.
 *
 * @param number its number in the file, from 1
 * @param hint what its header says of its place
 * @param ending how it ends in the reply
 * @param lines its body, in the likeliest reading
 * @param others further readings of its body, likelier ones first: where a reply has lost its prefixes and counts, its
 *     words alone do not say where a body ends, and the file has to
 * @param inexact its body if it stands in the file only with other white space; empty if it is the same then
 */
record Hunk(
        int number,
        HunkHint hint,
        Ending ending,
        List<HunkLine> lines,
        List<List<HunkLine>> others,
        List<HunkLine> inexact) {

    /** How a hunk ends in the reply. */
    enum Ending {
        /** Something follows, or its header's counts agree with it. */
        CLOSED,
        /** Its header's counts agree with it, and nothing follows, not even the end of its last line. */
        UNTERMINATED,
        /** It has less lines than its header says, or the reply ends in it, and little is behind its last change: true only at the file's end. */
        SHORT,
        /** Text without prefixes ends it, and before that it is short: true only if the file has that text there. */
        SHORT_BEFORE_TEXT,
        /** The reply ends in it and does not say so: its last line may be half a line, and more may be missing. */
        CUT_OFF
    }

    Hunk {
        lines = List.copyOf(lines);
        others = List.copyOf(others);
        inexact = List.copyOf(inexact);
    }

    Hunk(int number, HunkHint hint, Ending ending, List<HunkLine> lines, List<List<HunkLine>> others) {
        this(number, hint, ending, lines, others, List.of());
    }

    static Hunk of(int number, HunkHint hint, List<HunkLine> lines) {
        return new Hunk(number, hint, Ending.CLOSED, lines, List.of());
    }

    /** Returns what should stand in the file before the edit. */
    List<HunkLine> oldSide() {
        return lines.stream().filter(HunkLine::isOld).toList();
    }

    /** Returns what should stand in the file after the edit. */
    List<HunkLine> newSide() {
        return lines.stream().filter(HunkLine::isNew).toList();
    }

    boolean addsOnly() {
        return lines.stream().allMatch(line -> line.kind() == HunkLine.Kind.ADDED);
    }

    boolean removesOnly() {
        return lines.stream().allMatch(line -> line.kind() == HunkLine.Kind.REMOVED);
    }

    boolean changesNothing() {
        return lines.stream().allMatch(HunkLine::isContext);
    }

    /** Returns the hunk as it is to be read where white space does not count. */
    Hunk withoutSpaces() {
        return inexact.isEmpty() ? this : withLines(inexact);
    }

    /** Returns the hunk in each of its readings, the likeliest first. */
    List<Hunk> readings() {
        if (others.isEmpty()) {
            return List.of(this);
        }
        List<Hunk> readings = new ArrayList<>();
        readings.add(withLines(lines));
        others.forEach(other -> readings.add(withLines(other)));
        return readings;
    }

    Hunk numbered(int other) {
        return new Hunk(other, hint, ending, lines, others, inexact);
    }

    /** Returns a hunk with this one's number and hint and another body, which is certain. */
    Hunk withLines(List<HunkLine> other) {
        return new Hunk(number, hint, ending, other, List.of());
    }

    /** Returns the hunk with every reading of its body changed. */
    Hunk mapped(UnaryOperator<List<HunkLine>> change) {
        return new Hunk(
                number,
                hint,
                ending,
                change.apply(lines),
                others.stream().map(change).toList(),
                change.apply(inexact));
    }

    Hunk withHint(HunkHint other) {
        return new Hunk(number, other, ending, lines, others, inexact);
    }
}
