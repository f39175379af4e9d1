package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A tree of texts in memory in which some entries are no plain files. */
record TestFiles(Map<String, byte[]> files, Map<String, FileMode> modes) implements FileTree {

    static TestFiles of(String... pathsAndTexts) {
        TestFiles tree = new TestFiles(new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            tree.files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(UTF_8));
        }
        return tree;
    }

    TestFiles with(String path, FileMode mode) {
        modes.put(path, mode);
        files.putIfAbsent(path, new byte[0]);
        return this;
    }

    @Override
    public List<TreeEntry> entries() {
        return files.keySet().stream().map(path -> entry(path).orElseThrow()).toList();
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        return Optional.ofNullable(files.get(path))
                .map(content -> new TreeEntry(path, modes.getOrDefault(path, FileMode.REGULAR), content.length));
    }

    @Override
    public byte[] content(String path) {
        return Optional.ofNullable(files.get(path))
                .orElseThrow(() -> new IllegalArgumentException(path))
                .clone();
    }
}
