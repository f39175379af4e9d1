package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** The edits that a commit makes to its only parent. */
final class CommitEdits {
    private CommitEdits() {}

    /** Returns them; nothing if there are none, or if they are about anything but files. */
    static Optional<Edits> of(Repository git, RevCommit commit) throws IOException {
        List<FileEdit> files = new ArrayList<>();
        try (DiffFormatter diff = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            diff.setRepository(git);
            diff.setDetectRenames(true);
            for (DiffEntry entry : diff.scan(commit.getParent(0).getTree(), commit.getTree())) {
                if (!isOfFiles(entry)) {
                    return Optional.empty();
                }
                files.add(edit(git, entry));
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new Edits(files));
    }

    private static boolean isOfFiles(DiffEntry entry) {
        return List.of(entry.getOldMode(), entry.getNewMode()).stream()
                .allMatch(mode -> mode.equals(org.eclipse.jgit.lib.FileMode.REGULAR_FILE)
                        || mode.equals(org.eclipse.jgit.lib.FileMode.EXECUTABLE_FILE)
                        || mode.equals(org.eclipse.jgit.lib.FileMode.MISSING));
    }

    private static FileEdit edit(Repository git, DiffEntry entry) throws IOException {
        if (entry.getChangeType() == DiffEntry.ChangeType.DELETE) {
            return FileEdit.delete(entry.getOldPath());
        }
        FileMode mode = entry.getNewMode().equals(org.eclipse.jgit.lib.FileMode.EXECUTABLE_FILE)
                ? FileMode.EXECUTABLE
                : FileMode.REGULAR;
        byte[] content = git.open(entry.getNewId().toObjectId()).getBytes();
        return switch (entry.getChangeType()) {
            case ADD, COPY -> FileEdit.create(entry.getNewPath(), mode, content);
            case RENAME -> FileEdit.move(entry.getOldPath(), entry.getNewPath(), mode, content);
            default -> FileEdit.modify(entry.getNewPath(), mode, content);
        };
    }
}
