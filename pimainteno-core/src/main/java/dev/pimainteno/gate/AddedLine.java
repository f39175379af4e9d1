package dev.pimainteno.gate;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * A line that a change adds to a file. Immutable.
 *
 * @param number from 1, in the file as it would be
 * @param text without the line's end
 */
record AddedLine(int number, String text) {

    /** Returns the lines of a file that were not in it before, in their order. */
    static List<AddedLine> between(byte[] before, byte[] after) {
        RawText changed = new RawText(after);
        List<AddedLine> lines = new ArrayList<>();
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, new RawText(before), changed)) {
            for (int line = edit.getBeginB(); line < edit.getEndB(); line++) {
                lines.add(new AddedLine(line + 1, changed.getString(line)));
            }
        }
        return lines;
    }
}
