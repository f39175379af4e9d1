package dev.pimainteno.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.WorkingTreeIterator.MetadataDiff;
import org.jspecify.annotations.Nullable;

/**
 * The user's work tree and index, looked at only. A file counts as changed unless its recorded times and size, or else its
 * raw bytes, say that it is not: converting it first, as Git would, could start the programs of a filter. So a doubtful
 * file is a changed one, and a checkout in doubt is left alone.
 */
final class Checkout {
    private static final int NAMED = 3;

    private final Repository repository;

    Checkout(Repository repository) {
        this.repository = repository;
    }

    CheckoutState state(String branch) {
        CheckoutState position = position(branch);
        if (!position.followable()) {
            return position;
        }
        try {
            ObjectId head = repository.resolve(Constants.HEAD);
            return head == null
                    ? new CheckoutState(true, false, "has no commit yet")
                    : stateOfFiles(head, DirCache.read(repository));
        } catch (CorruptObjectException e) {
            return new CheckoutState(true, false, "has an index of a kind that is not known here: " + e.getMessage());
        } catch (IOException e) {
            throw Failures.of("Cannot look at the checkout " + repository.getWorkTree(), e);
        }
    }

    /** Returns the state as far as it can be told without looking at the files. */
    CheckoutState position(String branch) {
        try {
            Ref head = repository.exactRef(Constants.HEAD);
            if (head == null || !head.isSymbolic()) {
                return new CheckoutState(false, false, "has a detached HEAD");
            }
            String current = Repository.shortenRefName(head.getTarget().getName());
            if (!current.equals(branch)) {
                return new CheckoutState(false, false, "is on the branch '" + current + "'");
            }
            RepositoryState state = repository.getRepositoryState();
            if (state != RepositoryState.SAFE) {
                return new CheckoutState(true, false, "is not at rest: " + state.getDescription());
            }
            if (Files.exists(gitDirectory().resolve("sequencer"), LinkOption.NOFOLLOW_LINKS)) {
                return new CheckoutState(true, false, "is not at rest: a series of picks or reverts is under way");
            }
            Optional<Path> lock = lock(branch);
            if (lock.isPresent()) {
                return new CheckoutState(true, false, "is locked by another Git process (" + lock.get() + ")");
            }
            if (repository.getConfig().getBoolean("core", "sparseCheckout", false)) {
                return new CheckoutState(true, false, "is a sparse one, which only Git itself can move");
            }
            return new CheckoutState(true, true, "on the branch");
        } catch (IOException e) {
            throw Failures.of("Cannot look at the checkout " + repository.getWorkTree(), e);
        }
    }

    /** Returns a lock that another Git process holds on what a move of the branch would write. */
    private Optional<Path> lock(String branch) {
        Path own = gitDirectory();
        Path common = repository.getCommonDirectory().toPath();
        return Stream.of(
                        own.resolve("index.lock"),
                        own.resolve("HEAD.lock"),
                        common.resolve(Constants.R_HEADS + branch + ".lock"),
                        common.resolve("packed-refs.lock"))
                .filter(lock -> Files.exists(lock, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    private Path gitDirectory() {
        return repository.getDirectory().toPath();
    }

    /** Returns the state of index and work tree against a commit. */
    CheckoutState stateOfFiles(AnyObjectId commit, DirCache index) throws IOException {
        Optional<String> marked = marked(index);
        if (marked.isPresent()) {
            return new CheckoutState(
                    true, false, "has files that Git was told to overlook (" + marked.get() + "): git ls-files -v");
        }
        List<String> changed = changed(commit, index);
        if (changed.isEmpty()) {
            return new CheckoutState(true, true, "clean");
        }
        String named = String.join(", ", changed.subList(0, Math.min(NAMED, changed.size())));
        String more = changed.size() > NAMED ? " and " + (changed.size() - NAMED) + " more" : "";
        return new CheckoutState(true, false, "has uncommitted changes (" + named + more + ")");
    }

    /** Returns a file whose changes Git itself would not see, and which a move would therefore overwrite. */
    private static Optional<String> marked(DirCache index) {
        for (int i = 0; i < index.getEntryCount(); i++) {
            DirCacheEntry entry = index.getEntry(i);
            if (entry.isAssumeValid() || entry.isSkipWorkTree()) {
                return Optional.of(entry.getPathString());
            }
        }
        return Optional.empty();
    }

    private List<String> changed(AnyObjectId commit, DirCache index) throws IOException {
        List<String> changed = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            ObjectId tree = repository.resolve(commit.name() + "^{tree}");
            if (tree == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(tree);
            }
            walk.addTree(new DirCacheIterator(index));
            walk.addTree(new FileTreeIterator(repository));
            while (walk.next()) {
                AbstractTreeIterator inHead = walk.getTree(0, AbstractTreeIterator.class);
                DirCacheIterator inIndex = walk.getTree(1, DirCacheIterator.class);
                if (inHead == null && inIndex == null) {
                    continue; // Untracked: it only matters where an update would write.
                }
                WorkingTreeIterator inFiles = walk.getTree(2, WorkingTreeIterator.class);
                if (isDirectory(inHead) || isDirectory(inIndex)) {
                    walk.enterSubtree();
                } else if (isChanged(inHead, inIndex, inFiles) && !isUnusedSubmodule(inHead, inIndex)) {
                    changed.add(walk.getPathString());
                }
            }
        }
        return changed;
    }

    private static boolean isChanged(
            @Nullable AbstractTreeIterator inHead,
            @Nullable DirCacheIterator inIndex,
            @Nullable WorkingTreeIterator inFiles)
            throws IOException {
        if (inHead == null || inIndex == null || inFiles == null) {
            return true;
        }
        DirCacheEntry entry = inIndex.getDirCacheEntry();
        if (entry.getStage() != DirCacheEntry.STAGE_0
                || !inHead.getEntryObjectId().equals(entry.getObjectId())
                || inHead.getEntryRawMode() != entry.getRawMode()) {
            return true;
        }
        if (FileMode.GITLINK.equals(entry.getRawMode())) {
            return false;
        }
        if (inFiles.isModeDifferent(entry.getRawMode())) {
            return true;
        }
        return inFiles.compareMetadata(entry) != MetadataDiff.EQUAL
                && !rawId(inFiles).equals(entry.getObjectId());
    }

    /** A submodule that nobody has fetched is an empty directory, which Git does not take for a change. */
    private boolean isUnusedSubmodule(@Nullable AbstractTreeIterator inHead, @Nullable DirCacheIterator inIndex)
            throws IOException {
        if (inHead == null
                || inIndex == null
                || !FileMode.GITLINK.equals(inIndex.getEntryRawMode())
                || !FileMode.GITLINK.equals(inHead.getEntryRawMode())
                || !inHead.getEntryObjectId().equals(inIndex.getEntryObjectId())) {
            return false;
        }
        Path place = repository.getWorkTree().toPath().resolve(inIndex.getEntryPathString());
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            return !entries.iterator().hasNext();
        }
    }

    private static ObjectId rawId(WorkingTreeIterator file) throws IOException {
        try (InputStream content = file.openEntryStream();
                ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, file.getEntryLength(), content);
        }
    }

    private static boolean isDirectory(@Nullable AbstractTreeIterator iterator) {
        return iterator != null && FileMode.TREE.equals(iterator.getEntryRawMode());
    }
}
