package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkLine.Kind;
import java.util.List;

/** Reads the hunk of a file that comes or goes as a whole: all its lines are of one kind, blank ones without prefix too. */
final class WholeFile {
    private WholeFile() {}

    /** Returns the lines of a new file. */
    static List<HunkLine> added(Hunk hunk) {
        return as(hunk, Kind.ADDED).lines();
    }

    /** Returns the hunk of a file that goes. */
    static Hunk removed(Hunk hunk) {
        return as(hunk, Kind.REMOVED);
    }

    private static Hunk as(Hunk hunk, Kind kind) {
        List<HunkLine> lines = hunk.lines();
        for (List<HunkLine> other : hunk.others()) {
            if (other.size() < lines.size() && !isOf(lines, kind) && isOf(other, kind)) {
                lines = other; // without the text below it
            }
        }
        return hunk.withLines(lines.stream()
                .map(line -> line.isBareBlank() ? line.withKind(kind) : line)
                .toList());
    }

    private static boolean isOf(List<HunkLine> lines, Kind kind) {
        return lines.stream().allMatch(line -> line.kind() == kind || line.isBareBlank());
    }
}
