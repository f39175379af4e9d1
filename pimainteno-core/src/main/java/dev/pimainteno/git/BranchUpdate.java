package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a branch of the user's repository forward, and the checkout with it. The work tree is written first, under the
 * index's lock; then the branch moves, if it is still where it was; else the work tree goes back.
 */
final class BranchUpdate {
    private static final Logger log = LoggerFactory.getLogger(BranchUpdate.class);
    private static final String REFLOG = "pimainteno: fast-forward";

    private final Repository repository;
    private final Repository source;

    BranchUpdate(Repository repository, Repository source) {
        this.repository = repository;
        this.source = source;
    }

    Advance advance(String branch, CommitId expected, CommitId commit) {
        ObjectId from = ObjectId.fromString(expected.hex());
        ObjectId to = ObjectId.fromString(commit.hex());
        try {
            Optional<String> obstacle = obstacle(branch, from, to);
            if (obstacle.isPresent()) {
                return new Advance(false, false, obstacle.get());
            }
            // The files are looked at once the index is locked; until then this is all that counts.
            CheckoutState checkout = new Checkout(repository).position(branch);
            if (checkout.onBranch()) {
                return checkout.followable()
                        ? withCheckout(branch, from, to)
                        : new Advance(false, false, "the checkout " + checkout.description());
            }
            new ObjectCopy(source, repository).copy(to, from);
            boolean moved = moveBranch(branch, from, to);
            return moved
                    ? new Advance(true, false, "the checkout " + checkout.description())
                    : new Advance(false, false, "the branch moved meanwhile");
        } catch (IOException e) {
            throw Failures.of("Cannot move the branch '" + branch + "' of " + repository.getWorkTree(), e);
        }
    }

    private Optional<String> obstacle(String branch, ObjectId from, ObjectId to) throws IOException {
        Ref ref = repository.exactRef(Constants.R_HEADS + branch);
        if (ref == null || !from.equals(ref.getObjectId())) {
            return Optional.of("the branch '" + branch + "' moved meanwhile");
        }
        try (RevWalk walk = new RevWalk(source)) {
            if (!walk.isMergedInto(walk.parseCommit(from), walk.parseCommit(to))) {
                return Optional.of("the branch '" + branch + "' has gone another way");
            }
        }
        return checkedOutElsewhere(branch);
    }

    /** A branch that a linked work tree is on must not move under it. */
    private Optional<String> checkedOutElsewhere(String branch) throws IOException {
        Path worktrees = repository.getCommonDirectory().toPath().resolve("worktrees");
        if (!Files.isDirectory(worktrees)) {
            return Optional.empty();
        }
        Path own = repository.getDirectory().toPath();
        try (var linked = Files.newDirectoryStream(worktrees)) {
            for (Path worktree : linked) {
                Path head = worktree.resolve(Constants.HEAD);
                if (!worktree.equals(own)
                        && Files.isRegularFile(head)
                        && Files.readString(head).strip().equals("ref: " + Constants.R_HEADS + branch)) {
                    return Optional.of("the branch '" + branch + "' is checked out in the linked work tree "
                            + worktree.getFileName());
                }
            }
        }
        return Optional.empty();
    }

    private Advance withCheckout(String branch, ObjectId from, ObjectId to) throws IOException {
        DirCache index;
        try {
            index = repository.lockDirCache();
        } catch (LockFailedException e) {
            log.debug("index of {} is locked", repository.getWorkTree(), e);
            return new Advance(false, false, "the checkout is locked by another Git process");
        }
        try {
            CheckoutState again = new Checkout(repository).stateOfFiles(from, index);
            if (!again.followable()) {
                return new Advance(false, false, "the checkout " + again.description());
            }
            new ObjectCopy(source, repository).copy(to, from);
            ObjectId treeBefore = tree(from);
            ObjectId treeAfter = tree(to);
            Optional<String> collision = collision(treeBefore, treeAfter);
            if (collision.isPresent()) {
                return new Advance(false, false, collision.get());
            }
            layOut(index, treeBefore, treeAfter);
        } finally {
            index.unlock();
        }
        if (moveBranch(branch, from, to)) {
            return new Advance(true, true, "");
        }
        DirCache back = repository.lockDirCache();
        try {
            layOut(back, tree(to), tree(from));
        } finally {
            back.unlock();
        }
        return new Advance(false, false, "the branch '" + branch + "' moved meanwhile");
    }

    private void layOut(DirCache index, ObjectId from, ObjectId to) throws IOException {
        DirCacheCheckout checkout = new DirCacheCheckout(repository, from, index, to);
        checkout.setFailOnConflict(true);
        checkout.checkout();
    }

    private boolean moveBranch(String branch, ObjectId from, ObjectId to) throws IOException {
        // Through HEAD where that names the branch, so that HEAD's log tells of the move as well.
        RefUpdate throughHead = repository.updateRef(Constants.HEAD);
        boolean onBranch = throughHead.getRef().getLeaf().getName().equals(Constants.R_HEADS + branch);
        RefUpdate update = onBranch ? throughHead : repository.updateRef(Constants.R_HEADS + branch);
        update.setExpectedOldObjectId(from);
        update.setNewObjectId(to);
        update.setRefLogMessage(REFLOG, false);
        RefUpdate.Result result = update.update();
        log.info("git: moved '{}' of {} to {}: {}", branch, repository.getWorkTree(), to.name(), result);
        return result == RefUpdate.Result.FAST_FORWARD || result == RefUpdate.Result.NO_CHANGE;
    }

    /** Says what stands where the update would write, or why writing there would run a program. */
    private Optional<String> collision(ObjectId from, ObjectId to) throws IOException {
        Path root = repository.getWorkTree().toPath();
        Path occupied = null;
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.setOperationType(TreeWalk.OperationType.CHECKOUT_OP);
            // The new tree comes first, because attributes are read from the first.
            walk.addTree(to);
            walk.addTree(from);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                String path = walk.getPathString();
                if (FileMode.GITLINK.equals(walk.getRawMode(0)) || FileMode.GITLINK.equals(walk.getRawMode(1))) {
                    return Optional.of("the update moves the submodule " + path);
                }
                if (walk.getAttributes().getValue(Constants.ATTR_FILTER) != null) {
                    return Optional.of("the update writes " + path + ", for which .gitattributes names a filter");
                }
                if (occupied == null && FileMode.MISSING.equals(walk.getRawMode(1))) {
                    occupied = occupant(root, path);
                }
            }
        }
        return occupied == null
                ? Optional.empty()
                : Optional.of("an untracked file stands where the update would write: " + occupied);
    }

    /** Returns what is in the way of a new file at a path: something there, or a parent that is no directory. */
    private static @Nullable Path occupant(Path root, String path) {
        Path place = root;
        for (Path part : Path.of(path)) {
            place = place.resolve(part);
            boolean last = place.equals(root.resolve(path));
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            if (last || !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                return root.relativize(place);
            }
        }
        return null;
    }

    private ObjectId tree(ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(commit);
            return parsed.getTree().getId();
        }
    }
}
