package dev.pimainteno.gate;

import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree in which chosen entries have another mode than a regular file's. */
record ModalFileTree(FileTree files, Map<String, FileMode> modes) implements FileTree {

    @Override
    public List<TreeEntry> entries() {
        return files.entries().stream().map(this::withMode).toList();
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        return files.entry(path).map(this::withMode);
    }

    @Override
    public byte[] content(String path) {
        return files.content(path);
    }

    private TreeEntry withMode(TreeEntry entry) {
        return new TreeEntry(entry.path(), modes.getOrDefault(entry.path(), entry.mode()), entry.size());
    }
}
