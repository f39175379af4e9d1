package dev.pimainteno.patch;

import java.util.Locale;

/**
 * Where a hunk went and how the place was found. Immutable.
 *
 * @param path the file, after the edit; before it, for a file that goes
 * @param hunk the hunk's number in its file, from 1
 * @param strategy what found the place
 * @param line the first line of the hunk's old side in the file before the edit, from 1; 0 in a file without lines
 * @param distance how many lines that is below the place that the hunk named; negative if above, 0 if it named none
 */
public record HunkPlacement(String path, int hunk, Strategy strategy, int line, int distance) {

    /** What found the place of a hunk. */
    public enum Strategy {
        /** Every old line stands, byte for byte but for line ends, at the line that the hunk names. */
        EXACT,
        /** Every old line stands, byte for byte but for line ends, at one place in the file, which the hunk does not name. */
        SHIFTED,
        /** Every old line stands at one place if white space does not count. */
        WHITESPACE,
        /** Every old line stands at one place, all of them shifted by the same indentation; so are the added lines. */
        INDENTATION,
        /** Every old line stands at one place if typographic quotes, dashes and blanks count as plain ones. */
        LOOKALIKE,
        /** As before, but for blank lines that the hunk leaves out or has too many of. */
        BLANK_LINES,
        /** The hunk leaves lines of the file out; each of its parts stands at one place, in the same order. */
        SPLIT,
        /** The removed lines stand at one place, and most of the context does; the rest of the context says something else. */
        STALE_CONTEXT,
        /** The hunk makes, empties or removes a whole file. */
        WHOLE_FILE
    }

    @Override
    public String toString() {
        String where = path + " hunk " + hunk + ": " + strategy.name().toLowerCase(Locale.ROOT);
        return line == 0 ? where : where + " at line " + line + (distance == 0 ? "" : ", %+d".formatted(distance));
    }
}
