package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.CacheUsage;
import dev.pimainteno.cache.CacheUsage.NamespaceUsage;
import dev.pimainteno.cache.StoredCache;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link StoredCache} must do besides: outlive itself, count what it keeps, and forget it all. */
public abstract class StoredCacheContract extends CacheContract {
    private static final CacheKey ANSWER = new CacheKey("answers", "one");
    private static final CacheKey OTHER_ANSWER = new CacheKey("answers", "two");
    private static final CacheKey TREE = new CacheKey("trees", "one");

    @Override
    protected abstract StoredCache open() throws Exception;

    @Override
    protected boolean survivesReopen() {
        return true;
    }

    @Test
    void countsNothingAtFirst() throws Exception {
        try (StoredCache cache = reopened()) {
            CacheUsage usage = cache.usage();

            assertThat(usage.namespaces()).isEmpty();
            assertThat(usage.entries()).isZero();
            assertThat(usage.valueBytes()).isZero();
            assertThat(usage.store()).isNotBlank();
            assertThat(usage.directory()).isAbsolute();
            assertThat(usage.maxBytes()).isPositive();
        }
    }

    @Test
    void countsEntriesAndTheirBytesByNamespace() throws Exception {
        try (StoredCache cache = reopened()) {
            cache.put(TREE, new byte[7]);
            cache.put(ANSWER, new byte[1]);
            cache.put(ANSWER, new byte[100]);
            cache.put(OTHER_ANSWER, new byte[11]);

            CacheUsage usage = cache.usage();

            assertThat(usage.namespaces())
                    .isEqualTo(Map.of("answers", new NamespaceUsage(2, 111), "trees", new NamespaceUsage(1, 7)));
            assertThat(usage.namespaces().keySet()).containsExactly("answers", "trees");
            assertThat(usage.entries()).isEqualTo(3);
            assertThat(usage.valueBytes()).isEqualTo(118);
        }
    }

    @Test
    void countsNoMoreWhatIsRemoved() throws Exception {
        try (StoredCache cache = reopened()) {
            cache.put(ANSWER, new byte[5]);
            cache.put(TREE, new byte[5]);

            cache.remove(ANSWER);

            assertThat(cache.usage().namespaces()).isEqualTo(Map.of("trees", new NamespaceUsage(1, 5)));
        }
    }

    @Test
    void countsWhatAnEarlierCacheLeft() throws Exception {
        try (StoredCache earlier = reopened()) {
            earlier.put(ANSWER, new byte[5]);
        }

        try (StoredCache cache = reopened()) {
            assertThat(cache.usage().namespaces()).isEqualTo(Map.of("answers", new NamespaceUsage(1, 5)));
        }
    }

    @Test
    void saysWhatItTakesOnTheDisk() throws Exception {
        byte[] incompressible = new byte[200_000];
        new Random(7).nextBytes(incompressible);
        try (StoredCache cache = reopened()) {
            long before = cache.usage().bytesOnDisk();

            cache.put(ANSWER, incompressible);

            assertThat(cache.usage().bytesOnDisk() - before).isBetween(200_000L, 800_000L);
        }
    }

    @Test
    void forgetsEverythingWhenCleared() throws Exception {
        try (StoredCache cache = reopened()) {
            cache.put(ANSWER, new byte[5]);
            cache.put(TREE, new byte[200_000]);

            cache.clear();

            assertThat(cache.get(ANSWER)).isEmpty();
            assertThat(cache.get(TREE)).isEmpty();
            assertThat(cache.usage().namespaces()).isEmpty();
        }
        try (StoredCache cache = reopened()) {
            assertThat(cache.get(ANSWER)).isEmpty();
            assertThat(cache.usage().entries()).isZero();
        }
    }

    @Test
    void keepsWhatIsPutAfterItWasCleared() throws Exception {
        try (StoredCache cache = reopened()) {
            cache.put(ANSWER, new byte[] {1});

            cache.clear();
            cache.clear();
            cache.put(ANSWER, new byte[] {2});

            assertThat(cache.get(ANSWER)).hasValue(new byte[] {2});
        }
        try (StoredCache cache = reopened()) {
            assertThat(cache.get(ANSWER)).hasValue(new byte[] {2});
        }
    }

    @Test
    void neitherCountsNorClearsAfterClose() throws Exception {
        StoredCache cache = reopened();
        cache.close();

        assertThatIllegalStateException().isThrownBy(cache::usage).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(cache::clear).withMessageContaining("closed");
    }

    /** Opens a cache after the one that the contract opened is closed, as a storage may have one owner at a time. */
    private StoredCache reopened() throws Exception {
        closeCache();
        return open();
    }
}
