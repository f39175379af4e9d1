package dev.pimainteno.sandbox;

import dev.pimainteno.process.LeftBehind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What belongs to a work tree and lies beside it: a temporary directory, a home, and what was written over caches. The first is
 * emptied for each command; the others stay like the build caches in the work tree. Immutable.
 *
 * @param workTree the work tree's root
 * @param root where all that lies
 */
public record Scratch(Path workTree, Path root) {
    /** Returns that of a work tree. */
    public static Scratch beside(Path workTree) {
        return new Scratch(workTree, workTree.resolveSibling(workTree.getFileName() + ".scratch"));
    }

    /** Returns the directory for temporary files. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    /** Returns the home of the commands. */
    public Path home() {
        return root.resolve("home");
    }

    /** Returns where the parts of all layers are. */
    public Path layers() {
        return root.resolve("layers");
    }

    /** Returns where what is written over a directory goes; the name is made of the directory's. */
    public Path layer(Path directory) {
        byte[] name = directory.toString().getBytes(StandardCharsets.UTF_8);
        return layers().resolve(directory.getFileName() + "-" + UUID.nameUUIDFromBytes(name));
    }

    /** Makes what is missing, and empties the temporary directory. */
    public void prepare() throws IOException {
        new LeftBehind(temporary()).delete();
        Files.createDirectories(temporary());
        Files.createDirectories(home());
        Files.createDirectories(layers());
    }

    /** Takes away what is left in the temporary directory. */
    public void clean() throws IOException {
        new LeftBehind(temporary()).delete();
    }

    /** Takes away everything that commands have written, in the work tree as well; it is to be laid out anew. */
    public void discard() throws IOException {
        new LeftBehind(root).delete();
        for (Path child : children(workTree)) {
            new LeftBehind(child).delete();
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(children::add);
        }
        return children;
    }
}
