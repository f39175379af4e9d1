package dev.pimainteno.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** Keeps values on the heap, bounded by Caffeine's admission policy. */
final class InMemoryCache implements Cache {
    private final com.github.benmanes.caffeine.cache.Cache<CacheKey, byte[]> entries;
    private volatile boolean closed;

    InMemoryCache(int maxEntries) {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("maxEntries must be positive, not " + maxEntries);
        }
        this.entries = Caffeine.newBuilder().maximumSize(maxEntries).build();
    }

    @Override
    public Optional<byte[]> get(CacheKey key) {
        requireOpen();
        return Optional.ofNullable(entries.getIfPresent(key)).map(byte[]::clone);
    }

    @Override
    public void put(CacheKey key, byte[] value) {
        requireOpen();
        entries.put(key, value.clone());
    }

    @Override
    public void remove(CacheKey key) {
        requireOpen();
        entries.invalidate(key);
    }

    @Override
    public void close() {
        closed = true;
        entries.invalidateAll();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("cache is closed");
        }
    }
}
