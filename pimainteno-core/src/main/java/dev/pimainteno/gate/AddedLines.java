package dev.pimainteno.gate;

import dev.pimainteno.redaction.TextLine;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Finds the lines that a change adds to a file. */
final class AddedLines {
    private AddedLines() {}

    /** Returns the lines of a file that were not in it before, in their order, with their numbers in the file as it would be. */
    static List<TextLine> between(byte[] before, byte[] after) {
        RawText changed = new RawText(after);
        List<TextLine> lines = new ArrayList<>();
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, new RawText(before), changed)) {
            for (int line = edit.getBeginB(); line < edit.getEndB(); line++) {
                lines.add(new TextLine(line + 1, changed.getString(line)));
            }
        }
        return lines;
    }
}
