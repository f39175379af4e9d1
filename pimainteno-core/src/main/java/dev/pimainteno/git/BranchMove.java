package dev.pimainteno.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A note beside an update that a branch of the user's repository is about to move. A process that is killed while it moves
 * leaves Git's lock on the branch, which nobody could take any more, and which does not say whose it is; by the note, it can
 * be told from a stranger's. Immutable.
 */
final class BranchMove {
    private static final Logger log = LoggerFactory.getLogger(BranchMove.class);

    /** How long a process may take from the note to the lock. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Repository repository;
    private final Path note;

    /**
     * @param staging that of the update
     */
    BranchMove(Repository repository, Path staging) {
        this.repository = repository;
        this.note = staging.resolve("move");
    }

    /** Notes that a branch is about to move to a commit. */
    void begin(String branch, ObjectId to) throws IOException {
        Files.writeString(note, branch + "\n" + to.name() + "\n");
    }

    /** Lets go of the branch if the move was cut off while it was locked. A lock that leads elsewhere is a stranger's. */
    void release() throws IOException {
        Optional<String> noted = SmallFile.readIfPresent(note);
        List<String> lines = noted.filter(text -> text.endsWith("\n")).stream()
                .flatMap(String::lines)
                .toList();
        if (lines.size() != 2) {
            return; // Cut off before there was a lock.
        }
        Path lock = repository.getCommonDirectory().toPath().resolve(Constants.R_HEADS + lines.get(0) + ".lock");
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String target = SmallFile.read(lock);
        if (target.isEmpty() ? isAsOldAsNote(lock) : target.strip().equals(lines.get(1))) {
            Files.deleteIfExists(lock);
            log.info("git: deleted {}, which an update that was cut off has left", lock);
        }
    }

    /** Whether a lock that says nothing was made when the note was: it is made empty, and written at once. */
    private boolean isAsOldAsNote(Path lock) throws IOException {
        Duration later = Duration.between(
                Files.getLastModifiedTime(note).toInstant(),
                Files.getLastModifiedTime(lock).toInstant());
        return !later.isNegative() && later.compareTo(SOON) <= 0;
    }
}
