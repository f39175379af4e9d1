package dev.pimainteno.layout;

import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a tree as far as build files go: small texts at known places. Immutable. */
record RootFiles(FileTree tree) {
    /** A build file that is larger was not written by people. */
    private static final long LARGEST = 256 << 10;

    boolean has(String path) {
        return mode(path).isPresent();
    }

    boolean isExecutable(String path) {
        return mode(path).filter(FileMode.EXECUTABLE::equals).isPresent();
    }

    /** Returns the first of some paths at which there is a file. */
    Optional<String> first(String... paths) {
        return Stream.of(paths).filter(this::has).findFirst();
    }

    /** Whether there is a file whose whole path matches. */
    boolean hasLike(Pattern path) {
        return tree.entries().stream()
                .anyMatch(entry ->
                        entry.mode().isFile() && path.matcher(entry.path()).matches());
    }

    /** Returns a file's text; empty where there is no file, or too large a one. */
    String text(String path) {
        return tree.entry(path)
                .filter(entry -> entry.mode().isFile() && entry.size() <= LARGEST)
                .map(entry -> new String(tree.content(path), StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Whether something is found in a file's text. */
    boolean mentions(String path, Pattern pattern) {
        return pattern.matcher(text(path)).find();
    }

    private Optional<FileMode> mode(String path) {
        return tree.entry(path).map(TreeEntry::mode).filter(FileMode::isFile);
    }
}
