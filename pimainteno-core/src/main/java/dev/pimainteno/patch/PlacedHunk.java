package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;

/**
 * A hunk with its place. Immutable.
 *
 * @param hunk the hunk as it belongs into the file: its old side is what stands there, word for word
 * @param line where its old side starts in the file before the edit, from 0
 * @param literal whether the line ends of its added lines are meant: those of its old lines are the file's
 */
record PlacedHunk(Hunk hunk, int line, Strategy strategy, boolean literal) {

    /** Returns the line behind its old side, from 0. */
    int end() {
        return line + (int) hunk.lines().stream().filter(HunkLine::isOld).count();
    }

    HunkPlacement toPlacement(String path, boolean emptyFile) {
        int shown = emptyFile ? 0 : line + 1;
        int stated = hunk.hint().line();
        int distance = stated == 0 || emptyFile ? 0 : shown - stated;
        return new HunkPlacement(path, hunk.number(), strategy, shown, distance);
    }
}
