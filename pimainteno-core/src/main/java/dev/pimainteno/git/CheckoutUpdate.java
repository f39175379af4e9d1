package dev.pimainteno.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.git.UpdatePlan.Seen;
import dev.pimainteno.git.UpdatePlan.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.dircache.DirCacheCheckout.CheckoutMetadata;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeOptions;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the difference of two trees into a work tree and its index, in two steps: everything that will stand there is
 * staged first; then it is moved into place, file by file, each whole. A plan tells somebody else how to go on in between. A
 * file that is not any more what the plan has seen is somebody's work and stays.
 */
final class CheckoutUpdate {
    private static final Logger log = LoggerFactory.getLogger(CheckoutUpdate.class);
    private static final String INDEX = "index";

    private final Repository repository;
    private final Path root;
    private final Path staging;

    /**
     * @param staging a directory of this program's own on the file system of the work tree
     */
    CheckoutUpdate(Repository repository, Path staging) {
        this.repository = repository;
        this.root = repository.getWorkTree().toPath();
        this.staging = staging;
    }

    /**
     * Stages what leads from one tree to another. Nothing outside of the staging directory is written.
     *
     * @param fromTree what index and work tree hold now
     */
    UpdatePlan stage(String branch, ObjectId from, ObjectId to, ObjectId fromTree, ObjectId toTree) throws IOException {
        List<Step> deletions = new ArrayList<>();
        List<Step> writes = new ArrayList<>();
        List<DirCacheEditor.PathEdit> edits = new ArrayList<>();
        WorkingTreeOptions options = repository.getConfig().get(WorkingTreeOptions.KEY);
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.setOperationType(TreeWalk.OperationType.CHECKOUT_OP);
            // The new tree comes first, because attributes are read from the first.
            walk.addTree(toTree);
            walk.addTree(fromTree);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                String path = walk.getPathString();
                Seen before = Seen.of(root.resolve(path));
                FileMode mode = walk.getFileMode(0);
                if (FileMode.MISSING.equals(mode)) {
                    deletions.add(new Step(path, null, before));
                    edits.add(new DirCacheEditor.DeletePath(path));
                } else {
                    String staged = String.valueOf(writes.size());
                    EolStreamType lineEnds = walk.getEolStreamType(TreeWalk.OperationType.CHECKOUT_OP);
                    Path file = staging.resolve(staged);
                    write(file, path, mode, walk.getObjectId(0), lineEnds, options);
                    writes.add(new Step(path, staged, before));
                    edits.add(entry(path, mode, walk.getObjectId(0), file));
                }
            }
        }
        stageIndex(edits);
        deletions.addAll(writes);
        UpdatePlan plan = new UpdatePlan(branch, from.name(), to.name(), deletions);
        plan.write(staging);
        return plan;
    }

    /**
     * Moves what is staged into place, as far as it is not there yet, and the index at last.
     *
     * @return the files that were left as they are: those that somebody has changed since, and those that could not be
     *     written
     */
    List<String> apply(UpdatePlan plan) throws IOException {
        List<String> left = new ArrayList<>();
        for (Step step : plan.steps()) {
            try {
                if (!Twice.of(() -> apply(step))) {
                    left.add(step.path());
                }
            } catch (IOException e) {
                log.warn("{} of {} could not be updated", step.path(), root, e);
                left.add(step.path());
            }
        }
        Path index = staging.resolve(INDEX);
        if (Files.exists(index)) {
            Path place = repository.getIndexFile().toPath();
            Twice.of(() -> Files.move(index, place, StandardCopyOption.ATOMIC_MOVE));
        }
        return left;
    }

    private boolean apply(Step step) throws IOException {
        Path place = root.resolve(step.path());
        Path staged = step.staged() == null ? null : staging.resolve(step.staged());
        if (staged == null) {
            Seen now = Seen.of(place);
            if (now == null) {
                return true;
            }
            if (!now.equals(step.before())) {
                return false;
            }
            Files.delete(place);
            removeEmptyParents(place);
            return true;
        }
        if (!Files.exists(staged, LinkOption.NOFOLLOW_LINKS)) {
            return true; // It was moved into place before.
        }
        Seen now = Seen.of(place);
        if (now == null ? step.before() != null : !now.equals(step.before())) {
            return false;
        }
        Path parent = place.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.move(staged, place, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void removeEmptyParents(Path place) throws IOException {
        for (Path parent = place.getParent(); parent != null && !parent.equals(root); parent = parent.getParent()) {
            try {
                Files.deleteIfExists(parent);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    private void write(
            Path file,
            String path,
            FileMode mode,
            ObjectId id,
            @Nullable EolStreamType lineEnds,
            WorkingTreeOptions options)
            throws IOException {
        ObjectLoader content = repository.open(id);
        if (FileMode.SYMLINK.equals(mode)) {
            repository.getFS().createSymLink(file.toFile(), new String(content.getBytes(), UTF_8));
            return;
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            // No filter runs: an update for which one is named is not made at all.
            DirCacheCheckout.getContent(repository, path, new CheckoutMetadata(lineEnds, null), content, options, out);
        }
        if (FileMode.EXECUTABLE_FILE.equals(mode)) {
            repository.getFS().setExecute(file.toFile(), true);
        }
    }

    private static DirCacheEditor.PathEdit entry(String path, FileMode mode, ObjectId id, Path file)
            throws IOException {
        Instant modified =
                Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        long length = FileMode.SYMLINK.equals(mode)
                ? Files.readSymbolicLink(file).toString().length()
                : Files.size(file);
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(mode);
                entry.setObjectId(id);
                entry.setLastModified(modified);
                entry.setLength(length);
            }
        };
    }

    private void stageIndex(List<DirCacheEditor.PathEdit> edits) throws IOException {
        Path copy = staging.resolve(INDEX);
        Files.copy(repository.getIndexFile().toPath(), copy, StandardCopyOption.REPLACE_EXISTING);
        DirCache index = DirCache.lock(copy.toFile(), repository.getFS());
        try {
            DirCacheEditor editor = index.editor();
            edits.forEach(editor::add);
            editor.finish();
            index.write();
            if (!index.commit()) {
                throw new IOException("the index could not be staged in " + staging);
            }
        } finally {
            index.unlock();
        }
    }
}
