package dev.pimainteno.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An intended change, file by file. Immutable.
 *
 * @param files at least one; no path stands in two of them
 */
public record Edits(List<FileEdit> files) {

    public Edits {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("edits need at least one file");
        }
        Set<String> seen = new HashSet<>();
        for (FileEdit file : files) {
            for (String path : paths(file)) {
                if (!seen.add(path)) {
                    throw new IllegalArgumentException("two edits name the path '" + path + "'");
                }
            }
        }
    }

    public static Edits of(FileEdit... files) {
        return new Edits(List.of(files));
    }

    /**
     * Returns the tree that these edits lead to.
     *
     * @throws IllegalArgumentException if they do not fit: a file to create exists, a file to change does not, or a path
     *     would be a file and a directory at once
     */
    public FileTree applyTo(FileTree base) {
        return EditedFileTree.of(base, this);
    }

    /**
     * Returns the edits that lead from one tree to another at the paths that some edits name; nothing if the trees agree
     * there. A file under a new path is one that goes and one that comes, unless a single set of edits already says all.
     */
    public static Optional<Edits> between(FileTree base, FileTree changed, List<Edits> touching) {
        Set<String> touched = new TreeSet<>();
        touching.forEach(edits -> edits.files().forEach(file -> touched.addAll(paths(file))));
        List<FileEdit> files = new ArrayList<>();
        for (String path : touched) {
            Optional<TreeEntry> before = base.entry(path);
            Optional<TreeEntry> after = changed.entry(path);
            if (after.isEmpty()) {
                before.ifPresent(entry -> files.add(FileEdit.delete(path)));
            } else if (before.isEmpty()) {
                files.add(FileEdit.create(path, after.get().mode(), changed.content(path)));
            } else if (before.get().mode() != after.get().mode()
                    || !Arrays.equals(base.content(path), changed.content(path))) {
                files.add(FileEdit.modify(path, after.get().mode(), changed.content(path)));
            }
        }
        if (files.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(touching.size() == 1 ? touching.get(0) : new Edits(files));
    }

    private static Set<String> paths(FileEdit file) {
        Set<String> paths = new HashSet<>();
        file.before().ifPresent(paths::add);
        file.after().ifPresent(paths::add);
        return paths;
    }
}
