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
    /** A private key's lines, or a key and its secret, stand this close together. */
    private static final int NEARBY_LINES = 6;

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

    /** Returns an added line and the next ones, as far as a string in pieces goes on in them, on one line. */
    static String continued(List<AddedLine> added, int index) {
        StringBuilder text = new StringBuilder(added.get(index).text());
        for (int next = index + 1; next < Math.min(added.size(), index + NEARBY_LINES); next++) {
            boolean goesOn = text.toString().stripTrailing().matches("(?s).*[\"'`]\\s*[+&.\\\\]?")
                    && added.get(next).text().strip().matches("[+&.]?\\s*[\"'`].*");
            if (!goesOn) {
                break;
            }
            text.append(' ').append(added.get(next).text());
        }
        return text.toString();
    }

    /** Returns an added line and those close to it. */
    static String around(List<AddedLine> added, int index) {
        StringBuilder text = new StringBuilder();
        int number = added.get(index).number();
        for (int at = Math.max(0, index - NEARBY_LINES); at < Math.min(added.size(), index + NEARBY_LINES + 1); at++) {
            if (Math.abs(added.get(at).number() - number) <= NEARBY_LINES) {
                text.append(added.get(at).text()).append('\n');
            }
        }
        return text.toString();
    }
}
