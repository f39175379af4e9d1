package dev.pimainteno.git;

import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A tree in a repository. Its entries are read once, its contents when they are asked for. */
final class GitFileTree implements FileTree {
    private static final int LARGEST = 256 << 20;

    private final Repository repository;
    private final Map<String, Item> items;

    private record Item(TreeEntry entry, ObjectId id) {}

    private GitFileTree(Repository repository, Map<String, Item> items) {
        this.repository = repository;
        this.items = items;
    }

    static GitFileTree read(Repository repository, ObjectId tree) throws IOException {
        Map<String, Item> items = new TreeMap<>();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                ObjectId id = walk.getObjectId(0);
                FileMode mode = mode(walk.getFileMode(0));
                long size = mode.isFile() ? reader.getObjectSize(id, Constants.OBJ_BLOB) : 0;
                items.put(walk.getPathString(), new Item(new TreeEntry(walk.getPathString(), mode, size), id));
            }
        }
        return new GitFileTree(repository, items);
    }

    @Override
    public List<TreeEntry> entries() {
        return items.values().stream().map(Item::entry).toList();
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        return Optional.ofNullable(items.get(path)).map(Item::entry);
    }

    @Override
    public byte[] content(String path) {
        Item item = items.get(path);
        if (item == null || item.entry().mode() == FileMode.GITLINK) {
            throw new IllegalArgumentException("no file at '" + path + "'");
        }
        try {
            return repository.open(item.id(), Constants.OBJ_BLOB).getBytes(LARGEST);
        } catch (IOException e) {
            throw Failures.of("Cannot read '" + path + "' in " + repository.getDirectory(), e);
        }
    }

    static FileMode mode(org.eclipse.jgit.lib.FileMode mode) {
        for (FileMode known : FileMode.values()) {
            if (mode.equals(known.bits())) {
                return known;
            }
        }
        // Trees of very old tools hold modes such as 100664, which Git reads as regular files.
        return FileMode.REGULAR;
    }
}
