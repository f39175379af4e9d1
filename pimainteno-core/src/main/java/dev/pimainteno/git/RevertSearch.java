package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds out which commits others take back, by the sentence that {@code git revert} writes. */
final class RevertSearch {
    private static final String BEGIN = "This reverts commit ";
    private static final String END = ".";

    private final Repository repository;

    RevertSearch(Repository repository) {
        this.repository = repository;
    }

    /**
     * Returns what is taken back, and by which commit.
     *
     * @param head where to begin
     * @param most how many commits are looked at, the newest first
     */
    Map<CommitId, CommitId> reverted(CommitId head, int most) {
        Map<CommitId, CommitId> reverted = new LinkedHashMap<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(ObjectId.fromString(head.hex())));
            RevCommit commit = walk.next();
            for (int seen = 0; commit != null && seen < most; seen++) {
                CommitId by = new CommitId(commit.name());
                commit.getFullMessage()
                        .lines()
                        .flatMap(line -> revertedBy(line.strip()).stream())
                        .forEach(older -> reverted.putIfAbsent(older, by));
                commit = walk.next();
            }
            return reverted;
        } catch (IOException e) {
            throw Failures.of("Cannot read the history of " + head.abbreviated(), e);
        }
    }

    private static Optional<CommitId> revertedBy(String line) {
        if (!line.startsWith(BEGIN) || !line.endsWith(END) || line.length() < BEGIN.length() + END.length()) {
            return Optional.empty();
        }
        String commit = line.substring(BEGIN.length(), line.length() - END.length());
        return ObjectId.isId(commit)
                ? Optional.of(new CommitId(ObjectId.fromString(commit).name()))
                : Optional.empty();
    }
}
