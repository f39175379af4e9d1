package dev.pimainteno.change;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A base tree seen through edits. Entries are computed once; contents are read from where they are. */
final class EditedFileTree implements FileTree {
    private final FileTree base;
    private final NavigableMap<String, TreeEntry> entries;
    private final Map<String, FileEdit> edited;

    private EditedFileTree(FileTree base, NavigableMap<String, TreeEntry> entries, Map<String, FileEdit> edited) {
        this.base = base;
        this.entries = entries;
        this.edited = edited;
    }

    static FileTree of(FileTree base, Edits edits) {
        NavigableMap<String, TreeEntry> entries = new TreeMap<>();
        base.entries().forEach(entry -> entries.put(entry.path(), entry));
        for (FileEdit file : edits.files()) {
            file.before().ifPresent(path -> remove(entries, path));
        }
        Map<String, FileEdit> edited = new TreeMap<>();
        for (FileEdit file : edits.files()) {
            file.after().ifPresent(path -> {
                TreeEntry entry = new TreeEntry(path, file.mode(), file.content().length);
                if (entries.putIfAbsent(path, entry) != null) {
                    throw new IllegalArgumentException("'" + path + "' exists already");
                }
                edited.put(path, file);
            });
        }
        edited.keySet().forEach(path -> requireNoClash(entries, path));
        return new EditedFileTree(base, entries, edited);
    }

    @Override
    public List<TreeEntry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public byte[] content(String path) {
        FileEdit file = edited.get(path);
        if (file != null) {
            return file.content();
        }
        if (!entries.containsKey(path)) {
            throw new IllegalArgumentException("no file at '" + path + "'");
        }
        return base.content(path);
    }

    private static void remove(NavigableMap<String, TreeEntry> entries, String path) {
        TreeEntry entry = entries.remove(path);
        if (entry == null) {
            throw new IllegalArgumentException("there is no file at '" + path + "'");
        }
        if (!entry.mode().isFile()) {
            throw new IllegalArgumentException("'" + path + "' is a " + entry.mode() + ", which no edit may touch");
        }
    }

    private static void requireNoClash(NavigableMap<String, TreeEntry> entries, String path) {
        String below = entries.higherKey(path + "/");
        if (below != null && below.startsWith(path + "/")) {
            throw new IllegalArgumentException("'" + path + "' would be a file and a directory");
        }
        for (String above : TreePaths.above(path)) {
            TreeEntry parent = entries.get(above);
            if (parent != null) {
                throw new IllegalArgumentException(
                        "'" + path + "' lies below '" + parent.path() + "', which is a " + parent.mode());
            }
        }
    }
}
