package dev.pimainteno.git;

import dev.pimainteno.process.LeftBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;

/**
 * The one directory that this program makes in a user's Git directory, {@code pimainteno}, for as long as an update takes.
 * If it is there when no update is under way, one was cut off.
 */
final class Staging implements AutoCloseable {
    private final Path directory;

    private Staging(Path directory) {
        this.directory = directory;
    }

    static Path of(Repository repository) {
        return repository.getDirectory().toPath().resolve("pimainteno");
    }

    static boolean isLeftIn(Repository repository) {
        return Files.exists(of(repository), LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes the directory; nothing may be there. */
    static Staging create(Repository repository) throws IOException {
        return new Staging(Files.createDirectory(of(repository)));
    }

    /** Returns the directory that was left. */
    static Staging leftIn(Repository repository) {
        return new Staging(of(repository));
    }

    Path directory() {
        return directory;
    }

    /** Whether what is staged can be moved to a place in one step. */
    boolean isBeside(Path place) throws IOException {
        return Files.getFileStore(directory).equals(Files.getFileStore(place));
    }

    static Path indexLock(Repository repository) {
        return repository.getIndexFile().toPath().resolveSibling("index.lock");
    }

    /** Removes the directory with all that is in it. */
    @Override
    public void close() throws IOException {
        new LeftBehind(directory).delete();
    }
}
