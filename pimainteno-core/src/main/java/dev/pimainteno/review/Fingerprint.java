package dev.pimainteno.review;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import dev.pimainteno.project.Project;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * Names what a change means where it stands: for each file the lines that go and come, and the lines around them, without
 * regard to white space, blank lines and line numbers. Two changes of the same fingerprint are the same proposal; a change of
 * the code close by makes it another one, and one further away does not.
 */
public final class Fingerprint {
    /** How many lines on either side of an edit count as the code around it. */
    static final int AROUND = 10;

    private final FileTree base;
    private final MessageDigest digest;

    private Fingerprint(FileTree base) {
        this.base = base;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Returns the fingerprint of edits, 64 hex digits; nothing if they touch the summary alone.
     *
     * @param base what the edits are for
     */
    public static Optional<String> of(Edits edits, FileTree base) {
        List<FileEdit> code = edits.files().stream()
                .flatMap(Fingerprint::withoutMove)
                .filter(file -> !file.path().equals(Project.SUMMARY_FILE))
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .toList();
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Fingerprint fingerprint = new Fingerprint(base);
        code.forEach(fingerprint::add);
        return Optional.of(HexFormat.of().formatHex(fingerprint.digest.digest()));
    }

    /** Whether a file has moved, or one went and one came, depends on who looks. */
    private static Stream<FileEdit> withoutMove(FileEdit file) {
        if (file.before().isEmpty() || file.after().isEmpty() || file.before().equals(file.after())) {
            return Stream.of(file);
        }
        return Stream.of(
                FileEdit.delete(file.before().get()),
                FileEdit.create(file.after().get(), file.mode(), file.content()));
    }

    private void add(FileEdit file) {
        add("from " + file.before().orElse(""));
        add("to " + file.after().map(path -> path + " " + file.mode()).orElse(""));
        if (file.before().isEmpty()) {
            add("beside " + neighbours(file.path()));
        }
        byte[] before = file.before().map(base::content).orElse(new byte[0]);
        RawText was = new RawText(before);
        RawText is = new RawText(file.content());
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.WS_IGNORE_ALL, was, is)) {
            add("above");
            add(was, Math.max(0, edit.getBeginA() - AROUND), edit.getBeginA());
            add("goes");
            add(was, edit.getBeginA(), edit.getEndA());
            add("comes");
            add(is, edit.getBeginB(), edit.getEndB());
            add("below");
            add(was, edit.getEndA(), Math.min(was.size(), edit.getEndA() + AROUND));
        }
    }

    /** A new file has nothing around it but the files beside it. */
    private String neighbours(String path) {
        String directory = path.substring(0, path.lastIndexOf('/') + 1);
        return base.entries().stream()
                .map(TreeEntry::path)
                .filter(other -> other.startsWith(directory) && other.indexOf('/', directory.length()) < 0)
                .filter(other -> !other.equals(Project.SUMMARY_FILE))
                .collect(Collectors.joining("\0"));
    }

    private void add(RawText text, int from, int to) {
        for (int i = from; i < to; i++) {
            String bare = text.getString(i).replaceAll("\\s+", "");
            if (!bare.isEmpty()) {
                add(bare);
            }
        }
    }

    /** No text can run into the next. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
