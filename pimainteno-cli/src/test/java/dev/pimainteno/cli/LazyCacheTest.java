package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.testing.CacheContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyCacheTest extends CacheContract {
    private static final CacheKey KEY = new CacheKey("answers", "abc");

    private final AtomicInteger opened = new AtomicInteger();

    @Override
    protected Cache open() {
        return LazyCache.of(() -> Cache.inMemory(100));
    }

    @Test
    void isNotOpenedBeforeItIsUsedAndThenOnce() {
        LazyCache cache = LazyCache.of(this::counted);
        assertThat(opened).hasValue(0);

        cache.put(KEY, new byte[] {1});
        cache.get(KEY);
        cache.remove(KEY);

        assertThat(opened).hasValue(1);
    }

    @Test
    void isNotOpenedToBeClosed() {
        LazyCache.of(this::counted).close();

        assertThat(opened).hasValue(0);
    }

    @Test
    void triesAgainWhenItCouldNotBeOpened() {
        LazyCache cache = LazyCache.of(() -> {
            if (opened.incrementAndGet() == 1) {
                throw new CacheException(CacheException.Reason.UNAVAILABLE, "not yet", null);
            }
            return Cache.inMemory(1);
        });

        assertThatThrownBy(() -> cache.get(KEY)).hasMessage("not yet");
        assertThat(cache.get(KEY)).isEmpty();
    }

    @Test
    void closesWhatItOpened() {
        Cache underneath = Cache.inMemory(1);
        LazyCache cache = LazyCache.of(() -> underneath);
        cache.get(KEY);

        cache.close();

        assertThatThrownBy(() -> underneath.get(KEY)).hasMessageContaining("closed");
    }

    private Cache counted() {
        opened.incrementAndGet();
        return Cache.inMemory(1);
    }
}
