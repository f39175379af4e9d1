package dev.pimainteno.change;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree of files that can be looked at and not changed. What it shows never changes while it is in use. Safe for many
 * threads.
 */
public interface FileTree {

    /** Returns every entry, ordered by path; directories are not entries. */
    List<TreeEntry> entries();

    /** Returns the entry at a path, or nothing. A path that no tree can hold has no entry. */
    Optional<TreeEntry> entry(String path);

    /**
     * Returns the content of the file at a path; the target, for a symbolic link. The caller owns the array.
     *
     * @throws IllegalArgumentException if there is neither a file nor a symbolic link at the path
     */
    byte[] content(String path);

    /** Returns a tree of regular files that is held in memory, for tests and small uses. */
    static FileTree of(Map<String, byte[]> files) {
        return InMemoryFileTree.of(files);
    }
}
