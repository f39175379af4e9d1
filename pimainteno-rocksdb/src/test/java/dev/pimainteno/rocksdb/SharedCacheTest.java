package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.CacheUsage;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cache that another process has open. */
@Timeout(60)
class SharedCacheTest {
    private static final Limits LIMITS = Limits.ofBytes(1 << 20);
    private static final int ENTRIES = 100;

    @TempDir
    Path directory;

    private Process owner;

    @BeforeEach
    void startTheOwner() throws Exception {
        owner = ChildJvm.running(Owner.class, directory).start();
        BufferedReader output = owner.inputReader(StandardCharsets.UTF_8);
        assertThat(output.readLine()).isEqualTo("open");
    }

    @AfterEach
    void endTheOwner() throws Exception {
        owner.destroyForcibly().waitFor();
    }

    @Test
    void refusesASecondWriterAndNamesTheFirst() {
        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> RocksDbCache.open(directory, LIMITS))
                .withMessage("Cannot open the cache in " + directory + ": process " + owner.pid() + " is using it")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE))
                .satisfies(e -> assertThat(e.isRetryable()).isTrue());
        assertThat(directory.resolve("damaged")).doesNotExist();
    }

    @Test
    void doesNotFallBackToFilesWhereTheStoreIsOnlyInUse() {
        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> RocksDbCache.openOrFiles(directory, directory.resolve("files"), 1 << 20))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE));
    }

    @Test
    void letsAnotherProcessReadWhatWasPut() {
        try (StoredCache view = RocksDbCache.openReadOnly(directory, LIMITS)) {
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(view.get(key(i))).hasValue(value(i));
            }

            CacheUsage usage = view.usage();
            assertThat(usage.entries()).isEqualTo(ENTRIES);
            assertThat(usage.store()).isEqualTo("rocksdb");
        }
    }

    @Test
    void keepsWhatIsPutIntoAViewToTheView() throws Exception {
        CacheKey fresh = new CacheKey("shared", "fresh");
        try (StoredCache view = RocksDbCache.openReadOnly(directory, LIMITS)) {
            view.put(fresh, new byte[] {1});
            view.put(key(0), new byte[] {2});
            view.remove(key(1));

            assertThat(view.get(fresh)).hasValue(new byte[] {1});
            assertThat(view.get(key(0))).hasValue(new byte[] {2});
            assertThat(view.get(key(1))).isEmpty();
        }
        endTheOwner();
        try (StoredCache next = RocksDbCache.open(directory, LIMITS)) {
            assertThat(next.get(fresh)).isEmpty();
            assertThat(next.get(key(0))).hasValue(value(0));
            assertThat(next.get(key(1))).hasValue(value(1));
        }
    }

    @Test
    void doesNotClearByWayOfAView() {
        try (StoredCache view = RocksDbCache.openReadOnly(directory, LIMITS)) {
            assertThatExceptionOfType(CacheException.class)
                    .isThrownBy(view::clear)
                    .withMessageContaining("only a view")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE));
            assertThat(view.get(key(0))).isPresent();
        }
    }

    @Test
    void isFreeAgainWhenItsOwnerHasBeenKilled() throws Exception {
        endTheOwner();

        try (StoredCache next = RocksDbCache.open(directory, LIMITS)) {
            assertThat(next.usage().entries()).isEqualTo(ENTRIES);
        }
    }

    @Test
    void aViewNeedsSomethingToSee() {
        Path nothing = directory.resolve("nothing");

        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> RocksDbCache.openReadOnly(nothing, LIMITS))
                .withMessageContaining(nothing.toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(nothing).doesNotExist();
    }

    @Test
    void aViewIsReadInSpiteOfWhatItsOwnerDoes() throws Exception {
        try (StoredCache view = RocksDbCache.openReadOnly(directory, LIMITS)) {
            endTheOwner();
            try (StoredCache next = RocksDbCache.open(directory, LIMITS)) {
                next.clear();
            }

            for (int i = 0; i < ENTRIES; i++) {
                assertThat(view.get(key(i))).hasValue(value(i));
            }
        }
    }

    private static CacheKey key(int number) {
        return new CacheKey("shared", "entry-" + number);
    }

    /** Long enough in all that some are in tables and some in the log. */
    private static byte[] value(int number) {
        byte[] value = new byte[3_000];
        new Random(number).nextBytes(value);
        return value;
    }

    /** Fills a cache and keeps it open until it is killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws Exception {
            try (RocksDbCache cache = RocksDbCache.open(Path.of(args[0]), LIMITS)) {
                for (int i = 0; i < ENTRIES; i++) {
                    cache.put(key(i), value(i));
                }
                System.out.println("open");
                System.in.read();
            }
        }
    }
}
