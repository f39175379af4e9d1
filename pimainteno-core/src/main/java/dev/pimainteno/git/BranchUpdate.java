package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
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
 * Moves a branch of the user's repository forward, and the checkout with it. What will stand in the work tree is staged under
 * the index's lock; then the branch moves, if it is still where it was; then what is staged is moved into place. An update
 * that was cut off before the branch moved is taken back, one that was cut off after it is finished.
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
            if (holds(branch, to)) {
                CheckoutState checkout = new Checkout(repository).state(branch);
                return checkout.followable()
                        ? new Advance(true, true, "")
                        : new Advance(true, false, "the checkout " + checkout.description());
            }
            Optional<String> obstacle = obstacle(branch, from, to);
            if (obstacle.isPresent()) {
                return new Advance(false, false, obstacle.get());
            }
            // The files are looked at once the index is locked; until then this is all that counts.
            CheckoutState checkout = new Checkout(repository).position(branch);
            if (checkout.onBranch() && !checkout.followable()) {
                return new Advance(false, false, "the checkout " + checkout.description());
            }
            Optional<String> use = new BranchUse(repository, branch).obstacle();
            if (use.isPresent()) {
                return new Advance(false, false, use.get());
            }
            try (Staging staging = Staging.create(repository)) {
                return checkout.onBranch()
                        ? withCheckout(staging, branch, from, to)
                        : withoutCheckout(staging, branch, from, to, checkout);
            }
        } catch (CorruptObjectException e) {
            return new Advance(
                    false, false, "the checkout has an index of a kind that is not known here: " + e.getMessage());
        } catch (FileAlreadyExistsException e) {
            return new Advance(false, false, "another update of it is under way, or was cut off (" + e.getFile() + ")");
        } catch (IOException e) {
            throw Failures.of("Cannot move the branch '" + branch + "' of " + repository.getWorkTree(), e);
        }
    }

    /** Whether the branch is at a commit already, or has gone on from there. */
    private boolean holds(String branch, ObjectId commit) throws IOException {
        Ref ref = repository.exactRef(Constants.R_HEADS + branch);
        if (ref == null
                || ref.getObjectId() == null
                || !repository.getObjectDatabase().has(commit)) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(ref.getObjectId()));
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
        return Optional.empty();
    }

    private Advance withoutCheckout(Staging staging, String branch, ObjectId from, ObjectId to, CheckoutState checkout)
            throws IOException {
        new StagedObjects(source, repository, staging.directory()).bring(to, from);
        return moveBranch(staging, branch, from, to)
                ? new Advance(true, false, "the checkout " + checkout.description())
                : new Advance(false, false, "the branch '" + branch + "' moved meanwhile");
    }

    private Advance withCheckout(Staging staging, String branch, ObjectId from, ObjectId to) throws IOException {
        Optional<IndexLock> lock = IndexLock.acquire(Staging.indexLock(repository), staging.directory());
        if (lock.isEmpty()) {
            return new Advance(false, false, "the checkout is locked by another Git process");
        }
        try (IndexLock held = lock.get()) {
            log.debug("{} is held", held);
            CheckoutState again = new Checkout(repository).stateOfFiles(from, DirCache.read(repository));
            if (!again.followable()) {
                return new Advance(false, false, "the checkout " + again.description());
            }
            ObjectId treeBefore = tree(from);
            ObjectId treeAfter = tree(to);
            Optional<String> obstacle = collision(staging, treeBefore, treeAfter);
            if (obstacle.isPresent()) {
                return new Advance(false, false, obstacle.get());
            }
            new StagedObjects(source, repository, staging.directory()).bring(to, from);
            CheckoutUpdate update = new CheckoutUpdate(repository, staging.directory());
            UpdatePlan plan = update.stage(branch, from, to, treeBefore, treeAfter);
            if (!moveBranch(staging, branch, from, to)) {
                return new Advance(false, false, "the branch '" + branch + "' moved meanwhile");
            }
            return moved(update.apply(plan));
        }
    }

    private static Advance moved(List<String> left) {
        return left.isEmpty()
                ? new Advance(true, true, "")
                : new Advance(true, false, "these files could not be updated: " + String.join(", ", left));
    }

    /**
     * Finishes or takes back an update that was cut off.
     *
     * @return what was done, in one sentence; nothing if there was nothing to do
     */
    static Optional<String> settle(Repository repository) {
        if (!Staging.isLeftIn(repository)) {
            return Optional.empty();
        }
        Path lockFile = Staging.indexLock(repository);
        try {
            Optional<IndexLock> lock = IndexLock.reclaim(lockFile);
            if (lock.isEmpty() && Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS)) {
                throw new GitException(
                        GitException.Reason.UNAVAILABLE,
                        "An update of the checkout " + repository.getWorkTree()
                                + " was cut off, and another process has" + " locked it since (" + lockFile
                                + "): it is finished once that is gone",
                        null);
            }
            try (Staging staging = Staging.leftIn(repository)) {
                new BranchMove(repository, staging.directory()).release();
                if (lock.isEmpty()) {
                    // Nothing was locked yet, or somebody has removed the lock and has been at work since.
                    return Optional.of("an update of the checkout was cut off; it was left as it was found");
                }
                try (IndexLock held = lock.get()) {
                    log.debug("{} is held", held);
                    return Optional.of(settle(repository, staging));
                }
            }
        } catch (IOException e) {
            throw Failures.of("Cannot finish the update of the checkout " + repository.getWorkTree(), e);
        }
    }

    private static String settle(Repository repository, Staging staging) throws IOException {
        Optional<UpdatePlan> plan = UpdatePlan.read(staging.directory());
        if (plan.isEmpty()) {
            return "an update of the checkout was cut off before it had changed anything";
        }
        Ref ref = repository.exactRef(Constants.R_HEADS + plan.get().branch());
        if (ref == null || !plan.get().to().equals(ObjectId.toString(ref.getObjectId()))) {
            return "an update of the checkout was cut off before the branch moved, and was taken back";
        }
        List<String> left = new CheckoutUpdate(repository, staging.directory()).apply(plan.get());
        log.info(
                "git: finished the update of {} to {}",
                repository.getWorkTree(),
                plan.get().to());
        return "an update of the checkout was cut off and is finished now"
                + (left.isEmpty() ? "" : ", except for files that were changed since: " + String.join(", ", left));
    }

    private boolean moveBranch(Staging staging, String branch, ObjectId from, ObjectId to) throws IOException {
        new BranchMove(repository, staging.directory()).begin(branch, to);
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
    private Optional<String> collision(Staging staging, ObjectId from, ObjectId to) throws IOException {
        Path root = repository.getWorkTree().toPath();
        if (!staging.isBeside(root)) {
            return Optional.of("its Git directory lies on another file system");
        }
        Path occupied = null;
        // The new tree can only be read at its source yet, the attributes that are no part of it only here.
        try (ObjectReader reader = source.newObjectReader();
                TreeWalk walk = new TreeWalk(repository, reader)) {
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
        try (RevWalk walk = new RevWalk(source)) {
            RevCommit parsed = walk.parseCommit(commit);
            return parsed.getTree().getId();
        }
    }
}
