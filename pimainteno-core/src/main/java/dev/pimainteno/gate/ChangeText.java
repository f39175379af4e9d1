package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** A change as a unified diff for a reader. */
final class ChangeText {
    private static final String NOWHERE = "/dev/null";

    private ChangeText() {}

    static String of(List<FileEdit> edits, FileTree base) {
        ByteArrayOutputStream diff = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(diff)) {
            for (FileEdit edit : edits) {
                String header = "--- " + edit.before().map(path -> "a/" + path).orElse(NOWHERE) + "\n+++ "
                        + edit.after().map(path -> "b/" + path).orElse(NOWHERE) + "\n";
                diff.write(header.getBytes(UTF_8));
                RawText before = new RawText(edit.before().map(base::content).orElse(new byte[0]));
                RawText after = new RawText(edit.content());
                formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after), before, after);
            }
            formatter.flush();
        } catch (IOException e) {
            throw new IllegalStateException("an array can always be written to", e);
        }
        return diff.toString(UTF_8);
    }
}
