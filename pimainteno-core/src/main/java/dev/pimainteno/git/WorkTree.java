package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;

/**
 * A work tree of this program's own in which the commands of a project run. Its repository borrows from the private one and
 * is a second one, so that what runs here cannot reach the objects that are delivered. Ignored files stay from one layout
 * to the next: they are build caches. What the commands did to the repository itself has no effect here. For one run at a
 * time.
 */
public final class WorkTree {
    private final Path root;
    private final Path borrowed;

    /**
     * @param root the work tree's root; made at the first layout
     * @param source the repository whose trees are laid out
     */
    public WorkTree(Path root, PrivateRepository source) {
        this.root = root;
        this.borrowed = source.directory().resolve("objects");
    }

    /**
     * Makes the files here those of a tree: what differs is written, what does not belong goes, what Git ignores stays.
     *
     * @param head the commit that HEAD shall name, detached
     * @return the work tree's root
     */
    public Path layOut(CommitId head, TreeId tree) {
        try {
            Path directory = root.resolve(Constants.DOT_GIT);
            new OwnDirectory(directory).borrowFrom(borrowed);
            try (HardenedRepository repository = HardenedRepository.ofOwn(directory, root)) {
                for (String lock : OwnDirectory.LOCKS) {
                    Files.deleteIfExists(directory.resolve(lock)); // Nobody else is at work here.
                }
                detach(repository, head);
                checkOut(repository, tree);
                removeStrays(repository);
            }
            return root;
        } catch (IOException e) {
            throw Failures.of("Cannot lay out the work tree " + root, e);
        } catch (GitAPIException e) {
            throw Failures.of("Cannot lay out the work tree " + root, e);
        }
    }

    /** Returns the directories of objects that are borrowed, and those that these borrow from. */
    public List<Path> borrowed() {
        try {
            return Alternates.chain(borrowed);
        } catch (IOException e) {
            throw Failures.of("Cannot see where " + borrowed + " borrows from", e);
        }
    }

    private static void detach(HardenedRepository repository, CommitId head) throws IOException {
        RefUpdate update = repository.updateRef(Constants.HEAD, true);
        update.setNewObjectId(ObjectId.fromString(head.hex()));
        update.disableRefLog();
        RefUpdate.Result result = update.forceUpdate();
        switch (result) {
            case NEW, FORCED, NO_CHANGE, FAST_FORWARD -> {}
            default -> throw new IOException("HEAD does not move to " + head.abbreviated() + ": " + result);
        }
    }

    private static void checkOut(HardenedRepository repository, TreeId tree) throws IOException {
        DirCache index = repository.lockDirCache();
        try {
            DirCacheCheckout checkout = new DirCacheCheckout(repository, index, ObjectId.fromString(tree.hex()));
            checkout.setFailOnConflict(false);
            checkout.checkout();
        } finally {
            index.unlock();
        }
    }

    private static void removeStrays(HardenedRepository repository) throws GitAPIException {
        try (Git git = new Git(repository)) {
            git.clean().setCleanDirectories(true).setForce(true).setIgnore(true).call();
        }
    }
}
