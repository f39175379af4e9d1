package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB's native library, out of the path of libraries or out of its jar. A library out of the jar must become a file
 * before it can be loaded, in a place that is writable and not mounted {@code noexec}. Each attempt has a directory of
 * its own that only this user may enter, so that nobody can put another library there; it is gone as soon as the
 * library is loaded, so that not even a process that is killed leaves 17 MB behind.
 */
final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
    /** RocksDB's own variable. */
    private static final String DIRECTORY_VARIABLE = "ROCKSDB_SHAREDLIB_DIR";

    private final List<String> attempts = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private NativeLibrary() {}

    /**
     * Loads the library unless it is loaded already.
     *
     * @param last an existing directory to try after the usual ones
     * @throws CacheException if the library does not load
     */
    static void load(Path last) {
        NativeLibrary library = new NativeLibrary();
        String machine = System.getProperty("os.arch");
        if (machine.startsWith("arm") && !machine.contains("64")) {
            throw unsupportedArm();
        }
        List<Path> directories = Stream.of(
                        System.getenv(DIRECTORY_VARIABLE), System.getProperty("java.io.tmpdir"), last.toString())
                .filter(directory -> directory != null && !directory.isEmpty())
                .map(Path::of)
                .toList();
        for (Path directory : directories) {
            if (library.loadBy(directory)) {
                return;
            }
        }
        throw library.failure();
    }

    private boolean loadBy(Path directory) {
        Path own;
        try {
            own = Files.createTempDirectory(directory, "rocksdb-library-");
        } catch (IOException e) {
            failed(directory, e);
            return false;
        }
        try {
            NativeLibraryLoader.getInstance().loadLibrary(own.toString());
            RocksDB.loadLibrary();
            return true;
        } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
            failed(directory, e);
            return false;
        } finally {
            delete(own);
        }
    }

    private void failed(Path directory, Throwable failure) {
        log.debug("Cannot load RocksDB's native library by way of {}", directory, failure);
        attempts.add(directory + ": " + failure);
        failures.add(failure);
    }

    private static void delete(Path own) {
        try {
            DirectoryTree.delete(own);
        } catch (IOException e) {
            // Windows does not let go of a library that is in use.
            log.debug("Cannot remove {}, which is of no more use", own, e);
        }
    }

    /** RocksDB would try its library for 32-bit x86 there, and the virtual machine would warn of that. */
    private static CacheException unsupportedArm() {
        String message = "Cannot load RocksDB's native library: there is none for 32-bit ARM. A 64-bit operating system"
                + " and Java help, where the processor can run them";
        return new CacheException(Reason.UNSUPPORTED, message, null);
    }

    private CacheException failure() {
        // Where nothing but the writing failed, another day may do better; a library that does not fit never will.
        boolean written = failures.stream().anyMatch(failure -> !(failure instanceof IOException));
        CacheException exception = new CacheException(
                written ? Reason.UNSUPPORTED : Reason.UNAVAILABLE,
                "Cannot load RocksDB's native library " + Environment.getJniLibraryFileName("rocksdb") + " on "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + " ("
                        + attempts.stream().collect(Collectors.joining("; ")) + "). On a 64-bit system it helps to set "
                        + DIRECTORY_VARIABLE + ", or Java's property java.io.tmpdir, to a directory that this user may"
                        + " write to and that is not mounted noexec",
                failures.get(failures.size() - 1));
        failures.subList(0, failures.size() - 1).forEach(exception::addSuppressed);
        return exception;
    }
}
