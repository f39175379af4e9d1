package dev.pimainteno.git;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.TreeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Finds the edits that lead from one tree of a repository to another. */
final class TreeEdits {
    private static final int BEFORE = 0;
    private static final int AFTER = 1;

    private final Repository repository;

    TreeEdits(Repository repository) {
        this.repository = repository;
    }

    Optional<Edits> between(TreeId from, TreeId to) {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(ObjectId.fromString(from.hex()));
            walk.addTree(ObjectId.fromString(to.hex()));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            List<FileEdit> edits = new ArrayList<>();
            while (walk.next()) {
                edits.add(edit(walk));
            }
            return edits.isEmpty() ? Optional.empty() : Optional.of(new Edits(edits));
        } catch (IOException e) {
            throw Failures.of("Cannot compare trees in " + repository.getDirectory(), e);
        }
    }

    private FileEdit edit(TreeWalk walk) throws IOException {
        String path = walk.getPathString();
        if (walk.getRawMode(AFTER) == org.eclipse.jgit.lib.FileMode.TYPE_MISSING) {
            return FileEdit.delete(path);
        }
        FileMode mode = GitFileTree.mode(walk.getFileMode(AFTER));
        if (!mode.isFile()) {
            throw new GitException(
                    GitException.Reason.UNSUPPORTED, "'" + path + "' is a " + mode + ", which no edit may make", null);
        }
        byte[] content =
                repository.open(walk.getObjectId(AFTER), Constants.OBJ_BLOB).getBytes();
        return walk.getRawMode(BEFORE) == org.eclipse.jgit.lib.FileMode.TYPE_MISSING
                ? FileEdit.create(path, mode, content)
                : FileEdit.modify(path, mode, content);
    }
}
