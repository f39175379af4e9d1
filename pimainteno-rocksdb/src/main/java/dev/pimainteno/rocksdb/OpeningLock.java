package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets one opener at a time look at a store and move it away, so that none moves away what another has just opened.
 * RocksDB's own lock does not do for that, as it lies in the directory that is moved.
 */
final class OpeningLock {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private OpeningLock() {}

    /** What is done under the lock. */
    @FunctionalInterface
    interface Opening {
        Store open() throws IOException;
    }

    /**
     * Waits for the lock, some seconds at most, and not at all in a thread that has been interrupted.
     *
     * @throws CacheException if others have it all the time; nothing is done then
     */
    static Store during(Path directory, Opening opening) throws IOException {
        Path file = directory.resolve("opening");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!lock(channel)) {
                throw new CacheException(
                        Reason.IN_USE, "Cannot open the cache in " + directory + ": it is being opened already", null);
            }
            return opening.open();
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        long start = System.nanoTime();
        while (tryLock(channel) == null) {
            if (Thread.currentThread().isInterrupted() || System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return true;
    }

    /** Returns null if another process, or another thread of this one, has the lock. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
