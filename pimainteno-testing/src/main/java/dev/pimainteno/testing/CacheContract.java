package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Cache} must do. An implementation's test extends this class; the storage behind {@link #open()} is
 * empty at the beginning of each test.
 */
public abstract class CacheContract {
    private static final CacheKey KEY = new CacheKey("contract", "one");

    @SuppressWarnings("NullAway.Init") // set before each test
    private Cache cache;

    /** Opens a cache that has room for a few entries of 256 KiB, each time on the same storage within one test. */
    protected abstract Cache open() throws Exception;

    /** Whether entries outlive the cache that they were put into. */
    protected boolean survivesReopen() {
        return false;
    }

    /** Whether an entry may be gone at once: always so for a cache whose admission policy may decline a value. */
    protected boolean mayForget() {
        return false;
    }

    @BeforeEach
    final void openCache() throws Exception {
        cache = open();
    }

    @AfterEach
    final void closeCache() {
        cache.close();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(cache.get(KEY)).isEmpty();
    }

    @Test
    void returnsWhatWasPut() {
        cache.put(KEY, bytes("value"));

        assertHolds(KEY, bytes("value"));
        assertHolds(KEY, bytes("value"));
    }

    @Test
    void keepsAnEmptyValueApartFromNone() {
        cache.put(KEY, new byte[0]);

        assertHolds(KEY, new byte[0]);
    }

    @Test
    void keepsEveryByteOfALargeValue() {
        byte[] large = new byte[256 * 1024];
        new Random(42).nextBytes(large);

        cache.put(KEY, large);

        assertHolds(KEY, large);
    }

    @Test
    void replacesAValue() {
        cache.put(KEY, bytes("a longer value that was there before"));
        cache.put(KEY, bytes("new"));

        assertHolds(KEY, bytes("new"));
    }

    @Test
    void keepsKeysApart() {
        CacheKey otherContent = new CacheKey("contract", "ONE");
        CacheKey otherNamespace = new CacheKey("contract-2", "one");
        CacheKey shifted = new CacheKey("contrac", "tone");
        cache.put(KEY, bytes("1"));
        cache.put(otherContent, bytes("2"));
        cache.put(otherNamespace, bytes("3"));

        assertHolds(KEY, bytes("1"));
        assertHolds(otherContent, bytes("2"));
        assertHolds(otherNamespace, bytes("3"));
        assertThat(cache.get(shifted)).isEmpty();
    }

    @Test
    void takesTheLongestAndTheOddestKey() {
        CacheKey longest = new CacheKey("n".repeat(64), "c".repeat(200));
        CacheKey odd = new CacheKey("-", "-a._-..b");
        cache.put(longest, bytes("long"));
        cache.put(odd, bytes("odd"));

        assertHolds(longest, bytes("long"));
        assertHolds(odd, bytes("odd"));
    }

    @Test
    void forgetsWhatIsRemovedAndNothingElse() {
        CacheKey other = new CacheKey("contract", "other");
        cache.put(KEY, bytes("value"));
        cache.put(other, bytes("stays"));

        cache.remove(KEY);
        cache.remove(new CacheKey("contract", "never-put"));

        assertThat(cache.get(KEY)).isEmpty();
        assertHolds(other, bytes("stays"));
    }

    @Test
    void doesNotShareItsArrays() {
        byte[] given = bytes("value");
        cache.put(KEY, given);
        Arrays.fill(given, (byte) '!');
        cache.get(KEY).ifPresent(taken -> Arrays.fill(taken, (byte) '?'));

        assertHolds(KEY, bytes("value"));
    }

    @Test
    void refusesUseAfterClose() {
        cache.close();

        assertThatIllegalStateException().isThrownBy(() -> cache.get(KEY)).withMessageContaining("closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> cache.put(KEY, bytes("value")))
                .withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> cache.remove(KEY)).withMessageContaining("closed");
    }

    @Test
    void closesTwiceWithoutComplaint() {
        cache.close();

        assertThatCode(cache::close).doesNotThrowAnyException();
    }

    @Test
    void remembersAsLongAsItSays() throws Exception {
        cache.put(KEY, bytes("value"));
        cache.put(new CacheKey("contract", "removed"), bytes("value"));
        cache.remove(new CacheKey("contract", "removed"));
        cache.close();

        cache = open();

        if (survivesReopen()) {
            assertHolds(KEY, bytes("value"));
        } else {
            assertThat(cache.get(KEY)).isEmpty();
        }
        assertThat(cache.get(new CacheKey("contract", "removed"))).isEmpty();
    }

    @Test
    void showsManyThreadsWholeValuesOnly() throws InterruptedException {
        int rounds = 200;

        Threads.together(4, thread -> {
            for (int round = 0; round < rounds; round++) {
                CacheKey key = new CacheKey("contract", "shared-" + round % 3);
                if (thread % 2 == 0) {
                    cache.put(key, uniform(thread * rounds + round));
                } else {
                    cache.get(key).ifPresent(CacheContract::requireUniform);
                }
                if (round % 17 == 0) {
                    cache.remove(key);
                }
            }
            return thread;
        });
    }

    private void assertHolds(CacheKey key, byte[] value) {
        Optional<byte[]> found = cache.get(key);
        if (found.isPresent() || !mayForget()) {
            assertThat(found).hasValue(value);
        }
    }

    private static byte[] uniform(int seed) {
        byte[] value = new byte[1 + seed % 5_000];
        Arrays.fill(value, (byte) value.length);
        return value;
    }

    private static void requireUniform(byte[] value) {
        for (byte b : value) {
            if (b != (byte) value.length) {
                throw new AssertionError("a mixture of two values");
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
