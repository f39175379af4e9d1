package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.rocksdb.ChildJvm.Outcome;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cache on a disk that gets full, in a mount namespace of its own. */
@Timeout(120)
class FullDiskTest {
    @TempDir
    Path disk;

    @BeforeEach
    void needsMounts() throws Exception {
        Mounts.require();
    }

    @Test
    void refusesToPutGoesOnReadingAndRecoversWhenThereIsRoom() throws Exception {
        Outcome outcome = ChildJvm.running(Filler.class, disk)
                .mounting("mount -t tmpfs -o size=12m tmpfs " + disk)
                .run();

        assertThat(outcome.output())
                .isEqualTo(
                        "full: UNAVAILABLE, retryable: true\nread all\nput again\nread all\nread all after reopening\n");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void opensOnADiskThatIsFullWithoutLosingWhatIsThere() throws Exception {
        Outcome outcome = ChildJvm.running(FullOpener.class, disk)
                .mounting("mount -t tmpfs -o size=12m tmpfs " + disk)
                .run();

        assertThat(outcome.output())
                .endsWith("all there when there is room again\n")
                .doesNotContain("damaged");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void keepsWhatIsPutWhereThereIsNoRoomToSweepAndDoesNotTryEachTime() throws Exception {
        Outcome outcome = ChildJvm.running(Sweeper.class, disk)
                .mounting("mount -t tmpfs -o size=24m tmpfs " + disk)
                .run();

        assertThat(outcome.output())
                .endsWith("all there\n")
                .containsOnlyOnce("CacheException: Cannot make room in")
                .contains("No space left on device");
        assertThat(outcome.exitCode()).isZero();
    }

    /** Fills the disk, makes room, and fills on. */
    static final class Filler {
        private static final Limits LIMITS = new Limits(64 << 20, Duration.ofDays(90), 0);
        private static final Duration LONGEST = Duration.ofSeconds(60);

        private int acknowledged;

        public static void main(String[] args) throws Exception {
            new Filler().run(Path.of(args[0]));
        }

        private void run(Path disk) throws Exception {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[4 << 20]);
            Path directory = disk.resolve("cache");
            try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
                CacheException full = putUntilRefused(cache);
                System.out.println("full: " + full.reason() + ", retryable: " + full.isRetryable());
                readAll(cache);
                System.out.println("read all");
                Files.delete(ballast);
                putUntilTaken(cache);
                System.out.println("put again");
                readAll(cache);
                System.out.println("read all");
            }
            try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
                readAll(cache);
                System.out.println("read all after reopening");
            }
        }

        private CacheException putUntilRefused(RocksDbCache cache) {
            while (true) {
                try {
                    cache.put(key(acknowledged), value(acknowledged));
                    acknowledged++;
                } catch (CacheException e) {
                    return e;
                }
            }
        }

        private void putUntilTaken(RocksDbCache cache) {
            long start = System.nanoTime();
            while (true) {
                try {
                    cache.put(key(acknowledged), value(acknowledged));
                    acknowledged++;
                    return;
                } catch (CacheException e) {
                    if (System.nanoTime() - start > LONGEST.toNanos()) {
                        throw e;
                    }
                    LockSupport.parkNanos(100_000_000);
                }
            }
        }

        private void readAll(RocksDbCache cache) {
            for (int i = 0; i < acknowledged; i++) {
                assertThat(cache.get(key(i))).hasValue(value(i));
            }
        }
    }

    /** Opens a cache on a disk that others have filled. */
    static final class FullOpener {
        private static final Limits LIMITS = new Limits(4 << 20, Duration.ofDays(90), 0);
        private static final int ENTRIES = 50;

        private FullOpener() {}

        public static void main(String[] args) throws Exception {
            Path disk = Path.of(args[0]);
            Path directory = disk.resolve("cache");
            try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
                for (int i = 0; i < ENTRIES; i++) {
                    cache.put(key(i), value(i));
                }
            }
            Path ballast = disk.resolve("ballast");
            fill(ballast);
            try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
                System.out.println("opened, has the first: " + cache.get(key(0)).isPresent());
            } catch (CacheException e) {
                System.out.println("refused: " + e.reason());
            }
            Files.delete(ballast);
            try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
                for (int i = 0; i < ENTRIES; i++) {
                    assertThat(cache.get(key(i))).hasValue(value(i));
                }
                System.out.println("all there when there is room again");
            }
        }

        private static void fill(Path ballast) throws Exception {
            try (var out = Files.newOutputStream(ballast)) {
                while (true) {
                    out.write(new byte[4096]);
                }
            } catch (java.io.IOException e) {
                System.out.println("the disk is full: " + e.getMessage());
            }
        }
    }

    /** Puts into a cache over its limit, on a disk with room for logs but not for rewriting the tables. */
    static final class Sweeper {
        private static final Duration MAX_AGE = Duration.ofDays(90);
        private static final int ENTRIES = 200;
        private static final int SMALL_ENTRIES = 20;

        private Sweeper() {}

        public static void main(String[] args) throws Exception {
            Path disk = Path.of(args[0]);
            Path directory = disk.resolve("cache");
            try (RocksDbCache cache = RocksDbCache.open(directory, new Limits(10 << 20, MAX_AGE, 0))) {
                for (int i = 0; i < ENTRIES; i++) {
                    cache.put(key(i), value(i));
                }
            }
            settle(directory);
            long free = Files.getFileStore(disk).getUsableSpace();
            Files.write(disk.resolve("ballast"), new byte[(int) free - (2 << 20)]);
            try (RocksDbCache cache = RocksDbCache.open(directory, new Limits(4 << 20, MAX_AGE, 0))) {
                List<Integer> acknowledged = new ArrayList<>();
                for (int i = 0; i < SMALL_ENTRIES; i++) {
                    if (put(cache, i)) {
                        acknowledged.add(i);
                    }
                }
                assertThat(acknowledged).contains(0);
                for (int i : acknowledged) {
                    assertThat(cache.get(small(i))).hasValue(new byte[] {(byte) i});
                }
                System.out.println("all there");
            }
        }

        /**
         * Leaves one level of tables and nothing for RocksDB to rewrite by itself when it opens the store again: that
         * would fill the disk at a moment of its own, and a put at that moment is refused, with those that follow for
         * seconds.
         */
        private static void settle(Path directory) throws Exception {
            try (Store store = new StoreDirectory(directory, 10 << 20).open()) {
                store.compact();
            }
        }

        /** What a compaction has written until it failed may be on the disk still, so that there is no room for a put. */
        private static boolean put(RocksDbCache cache, int number) {
            try {
                cache.put(small(number), new byte[] {(byte) number});
                return true;
            } catch (CacheException e) {
                assertThat(e).hasMessageStartingWith("Cannot write to the cache");
                return false;
            }
        }

        /** Among the others, so that no table can stay as it is. */
        private static CacheKey small(int number) {
            return new CacheKey("full", "entry-" + number + "-small");
        }
    }

    private static CacheKey key(int number) {
        return new CacheKey("full", "entry-" + number);
    }

    private static byte[] value(int number) {
        byte[] value = new byte[40_000];
        new Random(number).nextBytes(value);
        return value;
    }
}
