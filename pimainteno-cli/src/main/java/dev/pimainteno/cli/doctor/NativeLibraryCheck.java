package dev.pimainteno.cli.doctor;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.rocksdb.RocksDbCache;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * RocksDB's native library, which the persistent cache needs: that it loads, and that what is put into it comes out.
 *
 * @param directory where a run would have its cache, which is also the last place to load the library by way of; existing
 *     or not
 * @param needed whether a run would use RocksDB
 */
public record NativeLibraryCheck(Path directory, boolean needed) implements Check {
    private static final long SMALL = 1L << 20;

    @Override
    public String name() {
        return "native library";
    }

    @Override
    public Diagnosis examine() {
        if (!needed) {
            return Diagnosis.ok("not needed: answers are cached in plain files");
        }
        try {
            Path trial =
                    Files.createTempDirectory(StateDirectoryCheck.nearestExisting(directory), "pimainteno-doctor-");
            try {
                return use(trial);
            } finally {
                delete(trial);
            }
        } catch (IOException e) {
            return Diagnosis.warning("nowhere to try it: " + e, "let this user write there, or set a path in [cache]");
        }
    }

    private static Diagnosis use(Path trial) {
        CacheKey key = new CacheKey("doctor", "1");
        byte[] value = {1, 2, 3};
        try (StoredCache cache = RocksDbCache.open(trial.resolve("rocksdb"), SMALL)) {
            cache.put(key, value);
            return cache.get(key).isPresent()
                    ? Diagnosis.ok("RocksDB loads and works")
                    : Diagnosis.failure(
                            "RocksDB loads, and does not keep what it is given", "set store = \"files\" in [cache]");
        } catch (CacheException e) {
            return e.reason() == Reason.UNSUPPORTED
                    ? Diagnosis.warning(
                            e.getMessage() + "; answers are cached in plain files",
                            "set store = \"files\" in [cache], or what it says")
                    : Diagnosis.warning(e.getMessage(), "see what is said of the temporary directory");
        }
    }

    private static void delete(Path trial) throws IOException {
        Files.walkFileTree(trial, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
