package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import dev.pimainteno.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes when there is too much, and when it has lain too long. */
class LimitedCacheTest {
    private static final CacheKey KEY = new CacheKey("answers", "abc");
    private static final Duration MAX_AGE = Duration.ofDays(90);
    private static final int MEGABYTE = 1 << 20;
    private static final int VALUE_BYTES = 20_000;

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final Random random = new Random(11);

    @Test
    void forgetsTheEntriesUnusedForLongestWhenItIsFull() {
        try (RocksDbCache cache = open(4 * MEGABYTE, 0)) {
            fill(cache, 150);
            clock.advance(Duration.ofDays(2));
            assertThat(cache.get(key(0))).as("used lately").isPresent();

            fill(cache, 150, 260);

            assertThat(cache.get(key(0))).as("used lately").isPresent();
            assertThat(cache.get(key(1))).as("oldest").isEmpty();
            assertThat(cache.get(key(259))).as("just put").isPresent();
            long kept = IntStream.range(1, 260)
                    .filter(i -> cache.get(key(i)).isPresent())
                    .count();
            assertThat(kept).isBetween(120L, 220L);
            int firstKept = IntStream.range(1, 260)
                    .filter(i -> cache.get(key(i)).isPresent())
                    .findFirst()
                    .orElseThrow();
            assertThat(IntStream.range(firstKept, 260))
                    .allMatch(i -> cache.get(key(i)).isPresent());
        }
    }

    @Test
    void staysWithinItsSizeHoweverMuchIsPut() {
        try (RocksDbCache cache = open(2 * MEGABYTE, 0)) {
            for (int i = 0; i < 1_000; i++) {
                clock.advance(Duration.ofMinutes(1));
                cache.put(key(i), incompressible());

                // The tables once, and once more while room is made, and a margin for logs.
                assertThat(cache.usage().bytesOnDisk()).isLessThan(5L * MEGABYTE);
            }
            assertThat(cache.usage().valueBytes()).isBetween(MEGABYTE / 2L, 2L * MEGABYTE);
        }
    }

    @Test
    void keepsMoreOfWhatCanBeCompressed() {
        try (RocksDbCache cache = open(2 * MEGABYTE, 0)) {
            for (int i = 0; i < 400; i++) {
                clock.advance(Duration.ofMinutes(1));
                cache.put(key(i), "The same again and again. ".repeat(800).getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(cache.usage().valueBytes()).isGreaterThan(6L * MEGABYTE);
        }
    }

    @Test
    void makesRoomAmongEntriesOfOneMinute() {
        try (RocksDbCache cache = open(2 * MEGABYTE, 0)) {
            for (int i = 0; i < 150; i++) {
                cache.put(key(i), incompressible());
            }

            assertThat(cache.usage().entries()).isBetween(30L, 130L);
        }
    }

    @Test
    void doesNotFillUpByPuttingTheSameKeyAgain() {
        try (RocksDbCache cache = open(2 * MEGABYTE, 0)) {
            cache.put(KEY, incompressible());
            clock.advance(Duration.ofHours(1));

            for (int i = 0; i < 500; i++) {
                cache.put(key(i % 3), incompressible());
            }

            assertThat(cache.get(KEY)).isPresent();
        }
    }

    @Test
    void countsWhatAnEarlierCacheLeft() {
        try (RocksDbCache earlier = open(4 * MEGABYTE, 0)) {
            fill(earlier, 180);
        }

        try (RocksDbCache smaller = open(MEGABYTE, 0)) {
            smaller.put(KEY, new byte[1]);

            assertThat(smaller.usage().valueBytes()).isLessThan(MEGABYTE);
            assertThat(smaller.get(KEY)).isPresent();
        }
    }

    @Test
    void declinesAValueOfMoreThanAQuarterOfItsSizeAndForgetsTheOldOne() {
        try (RocksDbCache cache = open(40_000, MEGABYTE)) {
            cache.put(KEY, new byte[10_000]);
            assertThat(cache.get(KEY)).isPresent();

            cache.put(KEY, new byte[10_001]);

            assertThat(cache.get(KEY)).isEmpty();
            assertThat(cache.usage().entries()).isZero();
        }
    }

    @Test
    void forgetsWhatNobodyAskedForInTime() {
        for (long heapBytes : new long[] {0, MEGABYTE}) {
            try (RocksDbCache cache = open(MEGABYTE, heapBytes)) {
                cache.put(KEY, new byte[] {1});

                clock.advance(MAX_AGE.plusSeconds(1));

                assertThat(cache.usage().entries()).isZero();
                assertThat(cache.get(KEY)).isEmpty();
                clock.advance(MAX_AGE.negated());
                assertThat(cache.get(KEY)).as("deleted, not only hidden").isEmpty();
            }
        }
    }

    @Test
    void keepsWhatIsAskedForNowAndThen() {
        for (long heapBytes : new long[] {0, MEGABYTE}) {
            try (RocksDbCache cache = open(MEGABYTE, heapBytes)) {
                cache.put(KEY, new byte[] {1});

                clock.advance(MAX_AGE.minusDays(1));
                assertThat(cache.get(KEY)).isPresent();
                clock.advance(MAX_AGE.minusDays(1));
            }
            try (RocksDbCache cache = open(MEGABYTE, heapBytes)) {
                assertThat(cache.get(KEY)).hasValue(new byte[] {1});
            }
        }
    }

    @Test
    void aSweepDeletesWhatIsOutOfDate() {
        try (RocksDbCache cache = open(2 * MEGABYTE, 0)) {
            fill(cache, 60);
            clock.advance(MAX_AGE.plusDays(1));

            fill(cache, 60, 120);

            clock.advance(MAX_AGE.negated());
            assertThat(cache.get(key(0))).isEmpty();
            assertThat(cache.get(key(59))).isEmpty();
            assertThat(IntStream.range(60, 120)).allMatch(i -> cache.get(key(i)).isPresent());
        }
    }

    private RocksDbCache open(long maxBytes, long heapBytes) {
        return RocksDbCache.open(directory.resolve("cache"), new Limits(maxBytes, MAX_AGE, heapBytes), clock);
    }

    private void fill(RocksDbCache cache, int to) {
        fill(cache, 0, to);
    }

    private void fill(RocksDbCache cache, int from, int to) {
        for (int i = from; i < to; i++) {
            clock.advance(Duration.ofMinutes(1));
            cache.put(key(i), incompressible());
        }
    }

    private byte[] incompressible() {
        byte[] value = new byte[VALUE_BYTES];
        random.nextBytes(value);
        return value;
    }

    private static CacheKey key(int number) {
        return new CacheKey("answers", "entry-" + number);
    }
}
