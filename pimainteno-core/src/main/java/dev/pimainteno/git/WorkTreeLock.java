package dev.pimainteno.git;

import dev.pimainteno.process.LeftBehind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directory of a work tree for one run. A run that lost its project while its process was paused may wake up and go
 * on writing until it notices; whoever has taken the project over meanwhile works in another directory, so that what it
 * verifies is what it laid out. The operating system lets go when the holder ends, however it ends.
 */
public final class WorkTreeLock implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkTreeLock.class);
    private static final int MOST = 100;

    private final Path directory;
    private final FileChannel channel;

    private WorkTreeLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the first directory that nobody has: {@code tree} in almost all cases, with the build caches of the runs before.
     * Whoever gets that one deletes the others that nobody has any more.
     *
     * @param parent where a project's work trees are; made if need be
     * @throws GitException if none can be had
     */
    public static WorkTreeLock firstFree(Path parent) {
        try {
            Files.createDirectories(parent);
            for (int i = 1; i <= MOST; i++) {
                Optional<WorkTreeLock> lock = tryLock(parent, i);
                if (lock.isPresent()) {
                    if (i == 1) {
                        deleteOthers(parent);
                    }
                    return lock.get();
                }
            }
            throw new IOException("all of " + MOST + " are in use");
        } catch (IOException e) {
            throw Failures.of("Cannot get a work tree in " + parent, e);
        }
    }

    private static Optional<WorkTreeLock> tryLock(Path parent, int number) throws IOException {
        FileChannel channel =
                FileChannel.open(held(parent, number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            return Optional.of(new WorkTreeLock(parent.resolve(name(number)), channel));
        }
        channel.close();
        return Optional.empty();
    }

    private static Path held(Path parent, int number) {
        return parent.resolve(name(number) + ".held");
    }

    private static String name(int number) {
        return number == 1 ? "tree" : "tree-" + number;
    }

    /** Deletes what runs have left that had to work elsewhere: nobody would come back to it soon. */
    private static void deleteOthers(Path parent) {
        for (int i = 2; i <= MOST && Files.exists(held(parent, i)); i++) {
            try {
                Optional<WorkTreeLock> left = tryLock(parent, i);
                if (left.isPresent()) {
                    try (WorkTreeLock lock = left.get()) {
                        new LeftBehind(lock.directory()).delete();
                    }
                }
            } catch (IOException e) {
                log.warn("{} is left over and cannot be deleted now", parent.resolve(name(i)), e);
            }
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
