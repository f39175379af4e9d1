package dev.pimainteno.change;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    private static Set<String> paths(FileEdit file) {
        Set<String> paths = new HashSet<>();
        file.before().ifPresent(paths::add);
        file.after().ifPresent(paths::add);
        return paths;
    }
}
