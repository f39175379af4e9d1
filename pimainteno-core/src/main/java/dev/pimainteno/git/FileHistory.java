package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.CommitSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Follows one file down a branch's own line of history: first parents only, and not for ever. For one thread. */
final class FileHistory {
    static final int MOST_COMMITS = 10_000;
    private static final int LARGEST = 16 << 20;

    private final Repository repository;
    private final String path;

    FileHistory(Repository repository, String path) {
        this.repository = repository;
        this.path = path;
    }

    Optional<CommittedFile> at(CommitId head) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(head.hex()));
            ObjectId file = file(commit);
            if (file.equals(ObjectId.zeroId())) {
                return Optional.empty();
            }
            String text =
                    new String(repository.open(file, Constants.OBJ_BLOB).getBytes(LARGEST), StandardCharsets.UTF_8);
            for (int since = 0; since < MOST_COMMITS; since++) {
                RevCommit parent = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
                if (parent == null || !file(parent).equals(file)) {
                    return Optional.of(new CommittedFile(text, Optional.of(summary(commit)), since));
                }
                commit = parent;
            }
            return Optional.of(new CommittedFile(text, Optional.empty(), MOST_COMMITS));
        }
    }

    /** Returns the file's content at a commit; zero where there is no file. */
    private ObjectId file(RevCommit commit) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
            boolean present = walk != null && (walk.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
            return present ? walk.getObjectId(0) : ObjectId.zeroId();
        }
    }

    static CommitSummary summary(RevCommit commit) {
        return new CommitSummary(
                new CommitId(commit.name()),
                commit.getShortMessage(),
                commit.getAuthorIdent().getName(),
                Instant.ofEpochSecond(commit.getCommitTime()));
    }
}
