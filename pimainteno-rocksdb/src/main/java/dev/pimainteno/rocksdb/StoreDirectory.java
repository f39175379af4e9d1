package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that a cache lives in: {@code store} with RocksDB's files; {@code owner} with the number of the process
 * that has it open; {@code opening}, locked while a store is opened, moved or deleted; and {@code damaged}, the last
 * store that could not be read, for whoever wants to know why.
 */
final class StoreDirectory {
    private static final Logger log = LoggerFactory.getLogger(StoreDirectory.class);
    private static final int PROBE_BYTES = 64 << 10;
    /** Each opening leaves a log, as short as it may be, until a write buffer is full. */
    private static final int MOST_LOGS = 16;

    private final Path directory;
    private final long maxBytes;

    StoreDirectory(Path directory, long maxBytes) {
        this.directory = directory.toAbsolutePath().normalize();
        this.maxBytes = maxBytes;
    }

    /**
     * Opens the store, a new one if there is none or if the one that is there cannot be read.
     *
     * @throws CacheException if that cannot be done; {@code IN_USE} if another opener has it
     */
    Store open() {
        prepare();
        try {
            return OpeningLock.during(directory, this::openOrReplace);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Closes a store that does not work any more and opens it again, or a new one if it turns out to be damaged. */
    Store reopen(Store failed) {
        return openAgain(failed, () -> {});
    }

    /** Closes a store that was found damaged when it was read, and opens a new one. */
    Store replace(Store damaged, RocksDBException found) {
        return openAgain(damaged, () -> setAside(found));
    }

    /** Closes a store, deletes it and opens a new one. */
    Store recreate(Store old) {
        return openAgain(old, () -> {
            DirectoryTree.delete(store());
            DirectoryTree.delete(damaged());
        });
    }

    /** Leaves the old store open if it cannot have the lock, and closed if anything fails afterwards. */
    private Store openAgain(Store old, Step between) {
        try {
            return OpeningLock.during(directory, () -> {
                old.close();
                between.run();
                return openOrReplace();
            });
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Opens a view of what is there, beside the one that writes. */
    Store openReadOnly() {
        if (!Files.isDirectory(directory)) {
            throw new CacheException(Reason.UNAVAILABLE, cannotOpen() + "there is no such directory", null);
        }
        NativeLibrary.load(directory);
        try {
            return Store.openReadOnly(store());
        } catch (RocksDBException e) {
            throw new CacheException(Reason.UNAVAILABLE, cannotOpen() + e.getMessage(), e);
        }
    }

    /** Takes back what says that this process has the store. */
    void release() {
        try {
            Files.deleteIfExists(owner());
        } catch (IOException e) {
            // The next owner writes it anew; until then it names a process that has ended.
            log.debug("Cannot remove {}", owner(), e);
        }
    }

    /**
     * Tries whether the directory can be written to.
     *
     * @throws IOException if not
     */
    void probe() throws IOException {
        Path probed = Files.isDirectory(store()) ? store() : directory;
        Path file = Files.createTempFile(probed, "probe-", ".tmp");
        try {
            Files.write(file, new byte[PROBE_BYTES]);
        } finally {
            Files.delete(file);
        }
    }

    /** Returns what all of it takes on the disk. */
    long bytes() throws IOException {
        return DirectoryTree.bytes(directory);
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    Path path() {
        return directory;
    }

    private void prepare() {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, privately());
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
        NativeLibrary.load(directory);
    }

    private Store openOrReplace() throws IOException {
        try {
            return openOwned();
        } catch (RocksDBException e) {
            if (Trouble.of(e) == Trouble.LOCKED) {
                throw new CacheException(Reason.IN_USE, cannotOpen() + holder() + " is using it", e);
            }
            if (Trouble.of(e) == Trouble.NO_SPACE) {
                throw new CacheException(Reason.UNAVAILABLE, cannotOpen() + e.getMessage(), e);
            }
            probe();
            setAside(e);
        }
        try {
            return openOwned();
        } catch (RocksDBException e) {
            throw new CacheException(Reason.UNAVAILABLE, cannotOpen() + e.getMessage(), e);
        }
    }

    private Store openOwned() throws RocksDBException, IOException {
        long tables = count(".sst");
        long logs = count(".log");
        // RocksDB would begin anew, and silently, where only the file that names the others is missing.
        boolean create = tables + logs == 0 || Files.exists(store().resolve("CURRENT"));
        Store store = Store.open(store(), maxBytes, create, logs < MOST_LOGS);
        try {
            Files.writeString(owner(), ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            log.debug("Cannot write {}, so that other processes cannot say who has the cache", owner(), e);
        }
        return store;
    }

    private long count(String suffix) throws IOException {
        if (!Files.isDirectory(store())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(store())) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        }
    }

    private void setAside(RocksDBException found) throws IOException {
        DirectoryTree.delete(damaged());
        Files.move(store(), damaged());
        log.warn(
                "The cache in {} is damaged ({}); begins anew, and keeps the old one as {}",
                directory,
                found.getMessage(),
                damaged());
    }

    private String holder() {
        try {
            String pid = Files.readString(owner()).strip();
            if (pid.equals(String.valueOf(ProcessHandle.current().pid()))) {
                return "this process";
            }
            return pid.matches("[0-9]{1,20}") ? "process " + pid : "another process";
        } catch (IOException e) {
            log.debug("Cannot read who has the cache", e);
            return "another process";
        }
    }

    private CacheException unavailable(IOException e) {
        return new CacheException(Reason.UNAVAILABLE, cannotOpen() + e, e);
    }

    private String cannotOpen() {
        return "Cannot open the cache in " + directory + ": ";
    }

    private Path store() {
        return directory.resolve("store");
    }

    private Path damaged() {
        return directory.resolve("damaged");
    }

    private Path owner() {
        return directory.resolve("owner");
    }

    /** Answers of a model hold what it was asked about: nobody else's business. */
    private FileAttribute<?>[] privately() {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
