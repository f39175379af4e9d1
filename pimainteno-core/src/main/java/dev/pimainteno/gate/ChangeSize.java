package dev.pimainteno.gate;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.project.Limits;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * How large a change is. Immutable.
 *
 * @param files how many files it touches
 * @param lines how many lines it adds and removes, as {@code git diff --histogram --numstat} counts them
 * @param bytes how many bytes the touched files have together afterwards
 */
record ChangeSize(int files, long lines, long bytes) {

    static ChangeSize of(List<FileEdit> edits, FileTree base) {
        long lines = 0;
        long bytes = 0;
        for (FileEdit edit : edits) {
            byte[] before = edit.before().map(base::content).orElse(new byte[0]);
            byte[] after = edit.content();
            lines += lines(before, after);
            bytes += after.length;
        }
        return new ChangeSize(edits.size(), lines, bytes);
    }

    /** Returns a line for each limit that is exceeded. */
    List<String> over(Limits limits) {
        List<String> findings = new ArrayList<>();
        if (files > limits.files()) {
            findings.add("the change touches " + files + " files; at most " + limits.files() + " are allowed");
        }
        if (lines > limits.lines()) {
            findings.add("the change adds and removes " + lines + " lines; at most " + limits.lines() + " are allowed");
        }
        if (bytes > limits.bytes()) {
            findings.add(
                    "the touched files have " + bytes + " bytes together; at most " + limits.bytes() + " are allowed");
        }
        return findings;
    }

    private static long lines(byte[] before, byte[] after) {
        long lines = 0;
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, new RawText(before), new RawText(after))) {
            lines += edit.getLengthA() + edit.getLengthB();
        }
        return lines;
    }
}
