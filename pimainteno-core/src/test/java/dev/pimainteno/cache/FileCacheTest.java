package dev.pimainteno.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.cache.CacheUsage.NamespaceUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    private static final CacheKey KEY = new CacheKey("answers", "abc");
    private static final byte[] VALUE = {1, 2, 3, 4, 5};
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long ROOMY = 1 << 20;

    @TempDir
    Path temporary;

    private Instant now = NOW;

    @Test
    void writesNothingUntilTheFirstPut() {
        Cache cache = open(ROOMY);

        assertThat(cache.get(KEY)).isEmpty();
        cache.remove(KEY);
        cache.close();

        assertThat(directory()).doesNotExist();
    }

    @Test
    void refusesToOpenAFile() throws IOException {
        Files.writeString(directory(), "not a directory");

        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> open(ROOMY))
                .withMessageContaining(directory().toString())
                .withMessageContaining("not a directory")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(CacheException.Reason.UNAVAILABLE));
    }

    @Test
    void refusesABoundThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cache.inDirectory(directory(), 0))
                .withMessageContaining("0");
    }

    @Test
    void forgetsAnEntryThatIsCutOffAnywhere() throws IOException {
        Cache cache = open(ROOMY);
        cache.put(KEY, VALUE);
        byte[] whole = Files.readAllBytes(onlyEntry());

        for (int length = 0; length < whole.length; length++) {
            cache.put(KEY, VALUE);
            Files.write(onlyEntry(), Arrays.copyOf(whole, length));

            assertThat(cache.get(KEY)).as("cut to %d bytes", length).isEmpty();
            assertThat(files()).as("cut to %d bytes", length).isEmpty();
        }
    }

    @Test
    void forgetsAnEntryWithAnyByteChanged() throws IOException {
        Cache cache = open(ROOMY);
        cache.put(KEY, VALUE);
        byte[] whole = Files.readAllBytes(onlyEntry());

        for (int i = 0; i < whole.length; i++) {
            cache.put(KEY, VALUE);
            byte[] changed = whole.clone();
            changed[i] ^= 0x40;
            Files.write(onlyEntry(), changed);

            assertThat(cache.get(KEY)).as("byte %d changed", i).isEmpty();
            assertThat(files()).as("byte %d changed", i).isEmpty();
        }
    }

    @Test
    void forgetsAnEntryWithSomethingBehindIt() throws IOException {
        Cache cache = open(ROOMY);
        cache.put(KEY, VALUE);
        byte[] whole = Files.readAllBytes(onlyEntry());
        Files.write(onlyEntry(), Arrays.copyOf(whole, whole.length + 1));

        assertThat(cache.get(KEY)).isEmpty();
    }

    @Test
    void forgetsAnEntryThatStandsUnderAnotherName() throws IOException {
        Cache cache = open(ROOMY);
        CacheKey other = new CacheKey("answers", "def");
        cache.put(KEY, VALUE);
        Path entry = onlyEntry();
        cache.put(other, new byte[] {9});
        Path otherEntry =
                files().stream().filter(file -> !file.equals(entry)).findAny().orElseThrow();
        Files.copy(entry, otherEntry, StandardCopyOption.REPLACE_EXISTING);

        assertThat(cache.get(other)).isEmpty();
        assertThat(cache.get(KEY)).hasValue(VALUE);
    }

    @Test
    void keepsKeysApartThatDifferInCaseOnly() {
        Cache cache = open(ROOMY);
        cache.put(new CacheKey("answers", "abc"), new byte[] {1});
        cache.put(new CacheKey("answers", "ABC"), new byte[] {2});

        assertThat(files())
                .extracting(file -> file.toString().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(cache.get(new CacheKey("answers", "abc"))).hasValue(new byte[] {1});
    }

    @Test
    void takesTheLongestKey() {
        CacheKey longest = new CacheKey("n".repeat(64), "c".repeat(200));
        Cache cache = open(ROOMY);

        cache.put(longest, VALUE);

        assertThat(cache.get(longest)).hasValue(VALUE);
    }

    @Test
    void seesWhatAnotherProcessPuts() {
        Cache one = open(ROOMY);
        Cache other = open(ROOMY);

        one.put(KEY, VALUE);

        assertThat(other.get(KEY)).hasValue(VALUE);
        other.remove(KEY);
        assertThat(one.get(KEY)).isEmpty();
    }

    @Test
    void forgetsTheEntriesUnusedForLongestWhenItIsFull() {
        Cache cache = open(10 * 4096);
        for (int i = 0; i < 10; i++) {
            now = NOW.plusSeconds(i);
            cache.put(key(i), VALUE);
        }
        now = NOW.plus(Duration.ofHours(2));
        assertThat(cache.get(key(0))).isPresent();

        cache.put(key(10), VALUE);

        assertThat(cache.get(key(0))).as("used lately").isPresent();
        assertThat(cache.get(key(1))).isEmpty();
        assertThat(cache.get(key(2))).isEmpty();
        assertThat(cache.get(key(10))).as("just put").isPresent();
        assertThat(files()).hasSize(8);
    }

    @Test
    void countsWhatAnEarlierProcessLeft() {
        Cache earlier = open(10 * 4096);
        for (int i = 0; i < 10; i++) {
            earlier.put(key(i), VALUE);
        }
        earlier.close();
        now = NOW.plusSeconds(1);

        open(10 * 4096).put(key(10), VALUE);

        assertThat(files()).hasSize(8);
    }

    @Test
    void doesNotFillUpByPuttingTheSameKeyAgain() {
        Cache cache = open(10 * 4096);
        cache.put(key(0), VALUE);
        now = NOW.plusSeconds(1);

        for (int i = 0; i < 100; i++) {
            cache.put(key(1), new byte[] {(byte) i});
        }

        assertThat(cache.get(key(0))).isPresent();
    }

    @Test
    void declinesAValueOfMoreThanAQuarterOfItsSizeAndForgetsTheOldOne() {
        Cache cache = open(40_000);
        cache.put(KEY, new byte[10_000]);
        assertThat(cache.get(KEY)).isPresent();

        cache.put(KEY, new byte[10_001]);

        assertThat(cache.get(KEY)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void aHitWritesNothingWithinTheHour() throws IOException {
        Cache cache = open(ROOMY);
        cache.put(KEY, VALUE);

        now = NOW.plus(Duration.ofMinutes(59));
        cache.get(KEY);
        FileTime afterMinutes = Files.getLastModifiedTime(onlyEntry());
        now = NOW.plus(Duration.ofMinutes(61));
        cache.get(KEY);

        assertThat(afterMinutes.toInstant()).isEqualTo(NOW);
        assertThat(Files.getLastModifiedTime(onlyEntry()).toInstant()).isEqualTo(now);
    }

    @Test
    void sweepsTheTemporaryFilesOfAProcessThatDiedAndNothingElse() throws IOException {
        open(ROOMY).put(KEY, VALUE);
        Path folder = onlyEntry().resolveSibling("");
        Path abandoned = aged(Files.writeString(folder.resolve("put-123.tmp"), "half a va"), Duration.ofHours(25));
        Path underWay = aged(Files.writeString(folder.resolve("put-456.tmp"), "half a va"), Duration.ofHours(23));
        Path foreign = aged(Files.writeString(folder.resolve("mine.txt"), "precious"), Duration.ofDays(99));
        Path elsewhere = aged(Files.writeString(directory().resolve("put-789.tmp"), "mine, too"), Duration.ofDays(99));

        open(ROOMY).put(KEY, VALUE);

        assertThat(abandoned).doesNotExist();
        assertThat(underWay).exists();
        assertThat(foreign).exists();
        assertThat(elsewhere).exists();
    }

    @Test
    void neverDeletesWhatIsNotItsOwnToMakeRoom() throws IOException {
        Path photo = directory().resolve("photos/ab/holiday.jpg");
        Files.createDirectories(photo.resolveSibling(""));
        Files.write(photo, new byte[100_000]);
        Cache cache = open(10 * 4096);

        for (int i = 0; i < 30; i++) {
            cache.put(key(i), VALUE);
        }

        assertThat(photo).exists();
    }

    @Test
    void clearsItsOwnFilesAndNoOthers() throws IOException {
        StoredCache cache = open(ROOMY);
        cache.put(KEY, VALUE);
        Path folder = onlyEntry().resolveSibling("");
        Path abandoned = aged(Files.writeString(folder.resolve("put-123.tmp"), "half a va"), Duration.ofHours(25));
        Path underWay = aged(Files.writeString(folder.resolve("put-456.tmp"), "half a va"), Duration.ofHours(23));
        Path foreign = Files.writeString(folder.resolve("mine.txt"), "precious");

        cache.clear();

        assertThat(files()).containsExactlyInAnyOrder(underWay, foreign);
        assertThat(abandoned).doesNotExist();
    }

    @Test
    void countsTemporaryFilesAsSpaceAndNotAsEntries() throws IOException {
        StoredCache cache = open(ROOMY);
        cache.put(KEY, VALUE);
        Files.writeString(onlyEntry().resolveSibling("put-456.tmp"), "half a va");

        CacheUsage usage = cache.usage();

        assertThat(usage)
                .isEqualTo(new CacheUsage(
                        "files", directory(), Map.of("answers", new NamespaceUsage(1, VALUE.length)), 2 * 4096, ROOMY));
    }

    @Test
    void saysWhereItCannotCount() throws IOException {
        Path impossible = Files.createDirectory(directory()).resolve("n".repeat(300));

        assertThatThrownBy(() -> Cache.inDirectory(impossible, ROOMY).usage())
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(impossible.toString());
    }

    @Test
    void saysWhereItCannotWrite() {
        // Nobody may make a directory there, not even root.
        Path forbidden = Path.of("/proc/pimainteno-cache");

        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() -> Cache.inDirectory(forbidden, ROOMY).put(KEY, VALUE))
                .withMessageContaining(forbidden.toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(CacheException.Reason.UNAVAILABLE));
    }

    @Test
    void saysWhereSomethingIsInItsWay() throws IOException {
        Files.createDirectory(directory());
        Files.writeString(directory().resolve("answers"), "a file where a folder must be");
        Cache cache = open(ROOMY);

        assertThatThrownBy(() -> cache.put(KEY, VALUE))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(directory().toString());
        assertThatThrownBy(() -> cache.get(KEY))
                .isInstanceOf(CacheException.class)
                .hasMessageContaining(directory().toString());
    }

    @Test
    void leavesNoTemporaryFileBehindAFailedPut() throws IOException {
        Cache cache = open(ROOMY);
        cache.put(KEY, VALUE);
        Path entry = onlyEntry();
        Files.delete(entry);
        Files.createDirectories(entry.resolve("in-the-way"));

        assertThatThrownBy(() -> cache.put(KEY, VALUE)).isInstanceOf(CacheException.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void worksForAThreadThatHasBeenInterrupted() {
        Cache cache = open(ROOMY);

        Thread.currentThread().interrupt();
        cache.put(KEY, VALUE);
        byte[] found = cache.get(KEY).orElseThrow();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found).isEqualTo(VALUE);
    }

    private StoredCache open(long maxBytes) {
        InstantSource clock = () -> now;
        return FileCache.open(directory(), maxBytes, clock);
    }

    private Path directory() {
        return temporary.resolve("cache");
    }

    private Path onlyEntry() {
        assertThat(files()).hasSize(1);
        return files().get(0);
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(directory())) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path aged(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private static CacheKey key(int number) {
        return new CacheKey("answers", "entry-" + number);
    }
}
