package dev.pimainteno.patch;

/**
 * What the header of a hunk says of its place. Immutable.
 *
 * @param line the line that it names as the first of the old side, from 1; 0 if it names none
 * @param empty whether it says that there is nothing before the edit ({@code -0,0})
 * @param counted whether its counts agree with the body, so that no line of it is taken for what it is not
 * @param section the line of the file above the hunk that it quotes behind the numbers; empty if it quotes none
 */
record HunkHint(int line, boolean empty, boolean counted, String section) {
    static final HunkHint NONE = new HunkHint(0, false, false, "");

    static HunkHint line(int line) {
        return new HunkHint(line, false, false, "");
    }

    /** Returns the hint for the rest of a hunk, without so many of its first old lines. */
    HunkHint after(int oldLines) {
        return line == 0 ? this : new HunkHint(line + oldLines, empty, counted, section);
    }

    HunkHint withCounts(boolean agree) {
        return new HunkHint(line, empty, agree, section);
    }
}
