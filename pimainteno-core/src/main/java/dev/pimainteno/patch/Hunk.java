package dev.pimainteno.patch;

import java.util.List;

/**
 * One hunk of a file's patch. Immutable.
 *
 * @param number its number in the file, from 1
 * @param statedLine the line that its header names as the first of its old side, from 1; 0 if it names none
 * @param statesEmpty whether its header says that there is nothing before the edit ({@code -0,0})
 */
record Hunk(int number, int statedLine, boolean statesEmpty, List<HunkLine> lines) {

    Hunk {
        lines = List.copyOf(lines);
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

    Hunk numbered(int number) {
        return new Hunk(number, statedLine, statesEmpty, lines);
    }
}
