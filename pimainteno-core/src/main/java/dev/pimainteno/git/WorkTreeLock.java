package dev.pimainteno.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the directory of a work tree for one run. A run that lost its project while its process was paused may wake up and go
 * on writing until it notices; whoever has taken the project over meanwhile works in another directory, so that what it
 * verifies is what it laid out. The operating system lets go when the holder ends, however it ends.
 */
public final class WorkTreeLock implements AutoCloseable {
    private static final int MOST = 100;

    private final Path directory;
    private final FileChannel channel;

    private WorkTreeLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the first directory that nobody has: {@code tree} in almost all cases, with the build caches of the runs before.
     *
     * @param parent where a project's work trees are; made if need be
     * @throws GitException if none can be had
     */
    public static WorkTreeLock firstFree(Path parent) {
        try {
            Files.createDirectories(parent);
            for (int i = 1; i <= MOST; i++) {
                Path directory = parent.resolve(i == 1 ? "tree" : "tree-" + i);
                FileChannel channel = FileChannel.open(
                        parent.resolve(directory.getFileName() + ".held"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                if (isLocked(channel)) {
                    return new WorkTreeLock(directory, channel);
                }
                channel.close();
            }
            throw new IOException("all of " + MOST + " are in use");
        } catch (IOException e) {
            throw Failures.of("Cannot get a work tree in " + parent, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Returns where the work tree is to be; may not exist yet. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Failures.of("Cannot let go of the work tree " + directory, e);
        }
    }
}
