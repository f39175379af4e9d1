package dev.pimainteno.rocksdb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pimainteno.cache.CacheKey;
import java.util.Optional;

/**
 * The entries used most, on the heap, up to a number of bytes. It may also remember that there is no entry. Safe for many
 * threads.
 */
final class HeapLevel {
    /** About what a key and its place in the map take. */
    private static final int BYTES_BESIDE_VALUE = 500;

    private final Cache<CacheKey, Optional<StoredEntry>> entries;

    HeapLevel(long maxBytes) {
        entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<CacheKey, Optional<StoredEntry>>weigher((key, entry) -> BYTES_BESIDE_VALUE
                        + entry.map(held -> held.value().length).orElse(0))
                // In the thread of the caller: a small machine need not start a pool for that.
                .executor(Runnable::run)
                .build();
    }

    /** Returns what is known of the key: an entry, that there is none, or nothing at all. */
    Optional<Optional<StoredEntry>> get(CacheKey key) {
        return Optional.ofNullable(entries.getIfPresent(key));
    }

    void put(CacheKey key, StoredEntry entry) {
        entries.put(key, Optional.of(entry));
    }

    void putAbsent(CacheKey key) {
        entries.put(key, Optional.empty());
    }

    void forget(CacheKey key) {
        entries.invalidate(key);
    }

    void clear() {
        entries.invalidateAll();
    }
}
