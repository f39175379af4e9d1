package dev.pimainteno.git;

import dev.pimainteno.process.LeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;

/**
 * A Git directory of this program's own that borrows objects. It may lie where commands of a project run, so nothing in it is
 * believed: what is no plain file or directory is made anew.
 */
final class OwnDirectory {
    /** What a process that was killed may leave of a work tree's own, so that nobody could lay it out any more. */
    static final List<String> LOCKS = List.of("index.lock", "HEAD.lock");

    private final Path directory;

    OwnDirectory(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory if it is not there, or not whole, and lets it borrow the objects, where history ends included. */
    void borrowFrom(Path objects) throws IOException {
        if (!isWhole()) {
            new LeftBehind(directory).delete();
            Files.createDirectories(directory.resolve("objects/info"));
            Files.createDirectories(directory.resolve("objects/pack"));
            Files.createDirectories(directory.resolve("refs/heads"));
            Files.writeString(
                    directory.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\thooksPath = /dev/null\n");
            put(directory.resolve(Constants.HEAD), "ref: refs/heads/main\n");
        }
        put(directory.resolve("objects/info/alternates"), objects.toAbsolutePath() + "\n");
        Path shallow = objects.resolveSibling(Constants.SHALLOW);
        if (Files.isRegularFile(shallow, LinkOption.NOFOLLOW_LINKS)) {
            put(directory.resolve(Constants.SHALLOW), SmallFile.read(shallow));
        } else {
            Files.deleteIfExists(directory.resolve(Constants.SHALLOW));
            new LeftBehind(fresh(directory.resolve(Constants.SHALLOW))).delete();
        }
    }

    private boolean isWhole() {
        for (String name : new String[] {"", "objects", "objects/info", "objects/pack", "refs", "refs/heads"}) {
            if (!Files.isDirectory(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        boolean plain = Stream.concat(Stream.of("commondir", "packed-refs", "index"), LOCKS.stream())
                .map(directory::resolve)
                .allMatch(file -> isFile(file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        return plain && isFile(directory.resolve(Constants.HEAD));
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Puts a file there whole or not at all; what a writer that was cut off has left is replaced. */
    private static void put(Path file, String content) throws IOException {
        Path fresh = fresh(file);
        new LeftBehind(fresh).delete();
        if (isFile(file) && SmallFile.read(file).equals(content)) {
            return;
        }
        new LeftBehind(file).delete();
        Files.writeString(fresh, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Twice.of(() -> Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    private static Path fresh(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }
}
