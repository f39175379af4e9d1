package dev.pimainteno.task;

import dev.pimainteno.change.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tree of files as an indented list that fits into a given size: the deepest directories are folded first. */
final class TreeListing {
    private static final int DEEPEST = 12;
    private static final int MOST_FILES_PER_DIRECTORY = 60;

    private final Directory root = new Directory();

    private TreeListing() {}

    static TreeListing of(List<TreeEntry> entries) {
        TreeListing listing = new TreeListing();
        entries.forEach(entry -> listing.add(entry.path()));
        return listing;
    }

    /** Returns the list in at most so many bytes of UTF-8, as deep as that allows; empty if nothing fits. */
    String text(int maxBytes) {
        for (int depth = DEEPEST; depth > 0; depth--) {
            StringBuilder text = new StringBuilder();
            write(root, depth, "", text);
            if (bytes(text) <= maxBytes) {
                return text.toString();
            }
        }
        return leadingLines(maxBytes);
    }

    private String leadingLines(int maxBytes) {
        StringBuilder all = new StringBuilder();
        write(root, 1, "", all);
        StringBuilder text = new StringBuilder();
        String more = "…\n";
        int left = maxBytes - bytes(more);
        for (String line : all.toString().lines().toList()) {
            left -= bytes(line) + 1;
            if (left < 0) {
                return text.isEmpty() ? "" : text.append(more).toString();
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private void add(String path) {
        Directory directory = root;
        directory.files++;
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            directory = directory.directories.computeIfAbsent(path.substring(start, slash), name -> new Directory());
            directory.files++;
            start = slash + 1;
        }
        directory.names.add(path.substring(start));
    }

    private static void write(Directory directory, int depth, String indent, StringBuilder text) {
        for (Map.Entry<String, Directory> child : directory.directories.entrySet()) {
            String name = child.getKey() + "/";
            Directory below = child.getValue();
            while (below.names.isEmpty() && below.directories.size() == 1) {
                Map.Entry<String, Directory> only = below.directories.firstEntry();
                name += only.getKey() + "/";
                below = only.getValue();
            }
            boolean noise = FileKind.of(name + "x").equals(FileKind.NOISE);
            text.append(indent).append(shown(name));
            if (depth == 1 || noise) {
                text.append(" (").append(below.files).append(below.files == 1 ? " file)\n" : " files)\n");
            } else {
                text.append('\n');
                write(below, depth - 1, indent + " ", text);
            }
        }
        List<String> names = directory.names;
        for (String name : names.subList(0, Math.min(names.size(), MOST_FILES_PER_DIRECTORY))) {
            text.append(indent).append(shown(name)).append('\n');
        }
        if (names.size() > MOST_FILES_PER_DIRECTORY) {
            text.append(indent)
                    .append("… ")
                    .append(names.size() - MOST_FILES_PER_DIRECTORY)
                    .append(" more files\n");
        }
    }

    private static String shown(String name) {
        return VisibleText.cleanLine(name, 200);
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static final class Directory {
        private final TreeMap<String, Directory> directories = new TreeMap<>();
        private final List<String> names = new ArrayList<>();
        private int files;
    }
}
