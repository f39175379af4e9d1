package dev.pimainteno.cli.demo;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What a repository holds now, read anew from its files each time.
 *
 * @param path a checkout or a bare repository
 */
record GitView(Path path) {

    /** A commit as {@code git log} shows it. */
    record Entry(CommitId id, TreeId tree, String author, String message) {

        String subject() {
            return message.lines().findFirst().orElse("");
        }
    }

    /** Returns the commits that the head reaches, newest first; at least one. */
    List<Entry> log() throws IOException {
        try (Git git = Git.open(path.toFile());
                RevWalk walk = new RevWalk(git.getRepository())) {
            ObjectId head = git.getRepository().resolve(Constants.HEAD);
            if (head == null) {
                throw new IOException("There is no commit in " + path);
            }
            walk.markStart(walk.parseCommit(head));
            List<Entry> log = new ArrayList<>();
            for (RevCommit commit : walk) {
                log.add(new Entry(
                        new CommitId(commit.name()),
                        new TreeId(commit.getTree().name()),
                        commit.getAuthorIdent().getName(),
                        commit.getFullMessage()));
            }
            return List.copyOf(log);
        }
    }

    Entry head() throws IOException {
        return log().get(0);
    }

    /** Whether index and files are those of the head, and there are no others. */
    boolean isClean() throws IOException {
        try (Git git = Git.open(path.toFile())) {
            return git.status().call().isClean();
        } catch (GitAPIException e) {
            throw new IOException("Cannot look at the checkout " + path + ": " + e.getMessage(), e);
        }
    }
}
