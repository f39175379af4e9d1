package dev.pimainteno.git;

import dev.pimainteno.process.LeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.jgit.lib.Constants;

/**
 * A Git directory of this program's own that borrows objects. It may lie where commands of a project run, so nothing in it is
 * believed: what is no plain file or directory is made anew.
 */
final class OwnDirectory {
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
            Files.writeString(directory.resolve(Constants.HEAD), "ref: refs/heads/main\n");
        }
        put(directory.resolve("objects/info/alternates"), objects.toAbsolutePath() + "\n");
        Path shallow = objects.resolveSibling(Constants.SHALLOW);
        if (Files.isRegularFile(shallow, LinkOption.NOFOLLOW_LINKS)) {
            put(directory.resolve(Constants.SHALLOW), SmallFile.read(shallow));
        } else {
            Files.deleteIfExists(directory.resolve(Constants.SHALLOW));
        }
    }

    private boolean isWhole() {
        for (String name : new String[] {"", "objects", "objects/info", "objects/pack", "refs", "refs/heads"}) {
            if (!Files.isDirectory(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        for (String name : new String[] {"commondir", "packed-refs", "index", "index.lock"}) {
            Path file = directory.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isFile(file)) {
                return false;
            }
        }
        return isFile(directory.resolve(Constants.HEAD));
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static void put(Path file, String content) throws IOException {
        if (isFile(file) && SmallFile.read(file).equals(content)) {
            return;
        }
        new LeftBehind(file).delete();
        Path fresh = Files.createTempFile(file.resolveSibling(""), "pimainteno", "");
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
