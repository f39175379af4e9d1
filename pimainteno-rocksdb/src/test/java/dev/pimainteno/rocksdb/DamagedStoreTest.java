package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store in which something is not as it was written. Whatever it is: the process lives, no value is wrong, and the
 * cache takes new entries.
 */
@Timeout(3_600)
class DamagedStoreTest {
    private static final int ENTRIES = 150;
    /** Five, and with the profile {@code soak} as many more as it tries properties more often. */
    private static final int FLIPS_PER_FILE = Math.max(5, Integer.getInteger("jqwik.tries.default", 1_000) / 200);
    /** Small, so that there are several tables, and no heap, so that each value comes from the disk. */
    private static final Limits LIMITS = new Limits(1 << 20, Duration.ofDays(90), 0);

    @TempDir
    Path temporary;

    private Path whole;
    private int copies;

    @BeforeEach
    void fillAStore() throws IOException {
        whole = temporary.resolve("whole");
        try (RocksDbCache cache = RocksDbCache.open(whole, LIMITS)) {
            for (int i = 0; i < ENTRIES; i++) {
                cache.put(key(i), value(i));
            }
        }
        assertThat(files(whole)).extracting(DamagedStoreTest::extension).contains("sst", "log");
        assertThat(entriesOf(copy())).as("undamaged").isEqualTo(ENTRIES);
    }

    @Test
    void survivesAFlippedBitAnywhereInAnyFile() throws IOException {
        long seed = 20260301;
        Random random = new Random(seed);
        for (Path file : files(whole)) {
            long bits = Files.size(file) * 8;
            long flips = Math.min(bits, FLIPS_PER_FILE);
            for (int flip = 0; flip < flips; flip++) {
                // One in each stretch of the file, so that its head and its end are never left out.
                long bit = (long) ((flip + random.nextDouble()) / flips * bits);

                Path copy = copy();
                damage(copy, file, bytes -> bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8));

                assertSound(copy, file + ", bit " + bit + ", seed " + seed);
            }
        }
    }

    @Test
    void survivesAnyFileCutOffAnywhere() throws IOException {
        Random random = new Random(5);
        for (Path file : files(whole)) {
            byte[] bytes = Files.readAllBytes(file);
            for (int length : new int[] {0, bytes.length / 2, random.nextInt(bytes.length + 1), bytes.length - 1}) {
                Path copy = copy();
                Files.write(copy.resolve(whole.relativize(file)), Arrays.copyOf(bytes, Math.max(0, length)));

                assertSound(copy, file + ", cut to " + length);
            }
        }
    }

    @Test
    void survivesAnyFileFullOfGarbage() throws IOException {
        Random random = new Random(6);
        for (Path file : files(whole)) {
            Path copy = copy();
            damage(copy, file, random::nextBytes);

            assertSound(copy, file + ", garbage");
        }
    }

    @Test
    void survivesAnyMissingFile() throws IOException {
        for (Path file : files(whole)) {
            Path copy = copy();
            Files.delete(copy.resolve(whole.relativize(file)));

            assertSound(copy, file + ", missing");
        }
    }

    @Test
    void survivesAFileInPlaceOfTheStore() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("odd"));
        Files.writeString(directory.resolve("store"), "not a directory");

        assertSound(directory, "a file instead of the store");
    }

    @Test
    void setsTheDamagedStoreAsideWithoutKeepingMany() throws IOException {
        Path copy = copy();
        for (int round = 0; round < 3; round++) {
            Files.writeString(copy.resolve("store/CURRENT"), "damaged in round " + round + "\n");

            try (RocksDbCache cache = RocksDbCache.open(copy, LIMITS)) {
                assertThat(cache.get(key(0))).isEmpty();
            }
        }

        assertThat(copy.resolve("damaged/CURRENT")).hasContent("damaged in round 2\n");
        try (Stream<Path> kept = Files.list(copy)) {
            assertThat(kept)
                    .extracting(path -> path.getFileName() + "")
                    .containsExactlyInAnyOrder("damaged", "opening", "store");
        }
    }

    @Test
    void clearingDeletesWhatWasSetAside() throws IOException {
        Path copy = copy();
        Files.writeString(copy.resolve("store/CURRENT"), "damaged\n");

        try (RocksDbCache cache = RocksDbCache.open(copy, LIMITS)) {
            assertThat(copy.resolve("damaged")).exists();
            cache.clear();
        }

        assertThat(copy.resolve("damaged")).doesNotExist();
    }

    @Test
    void mendsAStoreThatIsDamagedWhileItIsOpen() throws IOException {
        Path copy = copy();
        try (RocksDbCache cache = RocksDbCache.open(copy, LIMITS)) {
            for (Path file : files(copy.resolve("store"))) {
                if (extension(file).equals("sst")) {
                    overwrite(file);
                }
            }

            for (int i = 0; i < ENTRIES; i++) {
                assertRightOrAbsent(cache, i, "damaged while open");
            }
            cache.put(key(0), value(0));
            assertThat(cache.get(key(0))).hasValue(value(0));
        }
    }

    private static void overwrite(Path file) throws IOException {
        try {
            byte[] bytes = new byte[Math.toIntExact(Files.size(file))];
            Arrays.fill(bytes, (byte) 7);
            Files.write(file, bytes, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            // RocksDB, which is at work, has merged it into another meanwhile.
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void forgetsARecordThatRocksDbFindsWholeAndThatIsNone() throws Exception {
        Path copy = copy();
        try (Store store = Store.open(copy.resolve("store"), LIMITS.maxBytes(), false, true)) {
            byte[] other = store.get(StoredEntry.keyBytes(key(1))).orElseThrow();
            store.put(StoredEntry.keyBytes(key(0)), other);
            store.put("no key of a cache".getBytes(StandardCharsets.US_ASCII), new byte[3]);
        }

        try (RocksDbCache cache = RocksDbCache.open(copy, LIMITS)) {
            assertThat(cache.get(key(0))).isEmpty();
            assertThat(cache.get(key(1))).hasValue(value(1));
            assertThat(cache.usage().entries()).isEqualTo(ENTRIES - 1);
        }
    }

    private void assertSound(Path directory, String damage) {
        try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
            for (int i = 0; i < ENTRIES; i++) {
                assertRightOrAbsent(cache, i, damage);
            }
            CacheKey fresh = new CacheKey("answers", "fresh");
            cache.put(fresh, value(-1));
            cache.put(key(3), value(3));
            assertThat(cache.get(fresh)).as(damage).hasValue(value(-1));
            assertThat(cache.get(key(3))).as(damage).hasValue(value(3));
            assertThat(cache.usage().entries()).as(damage).isGreaterThanOrEqualTo(2);
        }
        try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
            assertThat(cache.get(new CacheKey("answers", "fresh"))).as(damage).hasValue(value(-1));
        }
    }

    private static void assertRightOrAbsent(RocksDbCache cache, int i, String damage) {
        cache.get(key(i))
                .ifPresent(found -> assertThat(found)
                        .as("entry %d of a store with %s", i, damage)
                        .isEqualTo(value(i)));
    }

    private static long entriesOf(Path directory) {
        try (RocksDbCache cache = RocksDbCache.open(directory, LIMITS)) {
            return cache.usage().entries();
        }
    }

    private Path copy() throws IOException {
        Path copy = temporary.resolve("copy-" + copies++);
        Files.createDirectories(copy.resolve("store"));
        for (Path file : files(whole)) {
            Files.copy(file, copy.resolve(whole.relativize(file)));
        }
        return copy;
    }

    private void damage(Path copy, Path file, Consumer<byte[]> change) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        change.accept(bytes);
        Files.write(copy.resolve(whole.relativize(file)), bytes);
    }

    /** The files of RocksDB that are not empty, in a stable order. */
    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> Files.isRegularFile(file) && file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    private static String extension(Path file) {
        return file.toString().replaceAll(".*[./]", "");
    }

    private static CacheKey key(int number) {
        return new CacheKey("answers", "entry-" + number);
    }

    private static byte[] value(int number) {
        byte[] value = new byte[2_000 + number];
        new Random(number).nextBytes(value);
        return value;
    }
}
