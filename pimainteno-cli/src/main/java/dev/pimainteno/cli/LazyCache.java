package dev.pimainteno.cli;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheKey;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache that is opened when something is first asked of it: most rounds find nothing new, ask no model and need no
 * cache. When it cannot be opened, the next use tries again. Safe for many threads.
 */
final class LazyCache implements Cache {
    private final Supplier<? extends Cache> opener;
    private @Nullable Cache cache;
    private boolean closed;

    private LazyCache(Supplier<? extends Cache> opener) {
        this.opener = opener;
    }

    static LazyCache of(Supplier<? extends Cache> opener) {
        return new LazyCache(opener);
    }

    @Override
    public Optional<byte[]> get(CacheKey key) {
        return opened().get(key);
    }

    @Override
    public void put(CacheKey key, byte[] value) {
        opened().put(key, value);
    }

    @Override
    public void remove(CacheKey key) {
        opened().remove(key);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (cache != null) {
            cache.close();
        }
    }

    private synchronized Cache opened() {
        if (closed) {
            throw new IllegalStateException("cache is closed");
        }
        Cache usable = cache == null ? opener.get() : cache;
        cache = usable;
        return usable;
    }
}
