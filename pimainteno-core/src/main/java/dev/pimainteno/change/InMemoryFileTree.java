package dev.pimainteno.change;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files in a map. */
final class InMemoryFileTree implements FileTree {
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    private InMemoryFileTree() {}

    static FileTree of(Map<String, byte[]> files) {
        InMemoryFileTree tree = new InMemoryFileTree();
        files.forEach((path, content) -> {
            TreePaths.requireSafe(path);
            tree.files.put(path, content.clone());
        });
        return tree;
    }

    @Override
    public List<TreeEntry> entries() {
        return files.entrySet().stream()
                .map(file -> new TreeEntry(file.getKey(), FileMode.REGULAR, file.getValue().length))
                .toList();
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        return Optional.ofNullable(files.get(path))
                .map(content -> new TreeEntry(path, FileMode.REGULAR, content.length));
    }

    @Override
    public byte[] content(String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new IllegalArgumentException("no file at '" + path + "'");
        }
        return content.clone();
    }
}
