package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import dev.pimainteno.testing.StoredCacheContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbCacheTest extends StoredCacheContract {
    private static final CacheKey KEY = new CacheKey("answers", "abc");

    @TempDir
    Path temporary;

    @Override
    protected StoredCache open() {
        return RocksDbCache.open(temporary.resolve("contract"), 16 << 20);
    }

    @Test
    void keepsItsDirectoryToThisUser() throws IOException {
        open(Limits.ofBytes(1 << 20)).close();

        assertThat(Files.getPosixFilePermissions(directory())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void leavesNothingOfTheNativeLibraryBehind() throws IOException {
        open(Limits.ofBytes(1 << 20)).close();

        assertThat(directory()).isDirectoryNotContaining("glob:**library*");
    }

    @Test
    void leavesFewLogsHoweverOftenItIsOpened() throws IOException {
        for (int i = 0; i < 40; i++) {
            try (RocksDbCache cache = open(Limits.ofBytes(64 << 20))) {
                cache.put(new CacheKey("answers", "entry-" + i), new byte[] {(byte) i});
            }
        }

        try (Stream<Path> files = Files.list(directory().resolve("store"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".log"))).hasSizeBetween(1, 20);
        }
        try (RocksDbCache cache = open(Limits.ofBytes(64 << 20))) {
            assertThat(cache.usage().entries()).isEqualTo(40);
        }
    }

    @Test
    void refusesASecondOpenerInTheSameProcessAndHoldsOn() {
        try (RocksDbCache first = open(Limits.ofBytes(1 << 20))) {
            assertThatExceptionOfType(CacheException.class)
                    .isThrownBy(() -> open(Limits.ofBytes(1 << 20)))
                    .withMessage("Cannot open the cache in " + directory() + ": this process is using it")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE));

            first.put(KEY, new byte[] {1});
            assertThat(first.get(KEY)).hasValue(new byte[] {1});
        }
    }

    @Test
    void refusesToOpenAFile() throws IOException {
        Files.writeString(directory(), "not a directory");

        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> open(Limits.ofBytes(1 << 20)))
                .withMessageContaining(directory().toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(directory()).hasContent("not a directory");
    }

    @Test
    void saysWhereItCannotWrite() {
        // Nobody may make a directory there, not even root.
        Path forbidden = Path.of("/proc/pimainteno-cache");

        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> RocksDbCache.open(forbidden, 1 << 20))
                .withMessageContaining(forbidden.toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.ofBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, Duration.ZERO, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, Duration.ofDays(1), -1));
    }

    @Test
    void worksForAThreadThatHasBeenInterrupted() {
        Thread.currentThread().interrupt();
        byte[] found;
        try (RocksDbCache cache = open(new Limits(1 << 20, Duration.ofDays(1), 0))) {
            cache.put(KEY, new byte[] {1});
            found = cache.get(KEY).orElseThrow();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(found).containsExactly(1);
    }

    @Test
    void keepsToRocksDbWhereItRuns() {
        Path files = temporary.resolve("files");

        try (StoredCache cache = RocksDbCache.openOrFiles(directory(), files, 1 << 20)) {
            cache.put(KEY, new byte[] {1});

            assertThat(cache.usage().store()).isEqualTo("rocksdb");
            assertThat(files).doesNotExist();
        }
    }

    private RocksDbCache open(Limits limits) {
        return RocksDbCache.open(directory(), limits);
    }

    private Path directory() {
        return temporary.resolve("cache");
    }
}
