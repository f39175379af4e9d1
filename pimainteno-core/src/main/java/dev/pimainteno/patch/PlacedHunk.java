package dev.pimainteno.patch;

import dev.pimainteno.patch.HunkPlacement.Strategy;

/**
 * A hunk with its place. Immutable.
 *
 * @param line where its old side starts in the file before the edit, from 0
 */
record PlacedHunk(Hunk hunk, int line, Strategy strategy) {

    /** Returns the line behind its old side, from 0. */
    int end() {
        return line + (int) hunk.lines().stream().filter(HunkLine::isOld).count();
    }

    HunkPlacement toPlacement(String path, boolean emptyFile) {
        int shown = emptyFile ? 0 : line + 1;
        int distance = hunk.statedLine() == 0 || emptyFile ? 0 : shown - hunk.statedLine();
        return new HunkPlacement(path, hunk.number(), strategy, shown, distance);
    }
}
