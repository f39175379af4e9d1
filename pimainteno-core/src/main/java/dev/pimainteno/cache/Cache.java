package dev.pimainteno.cache;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Remembers bytes by key. The key holds the identity of the content, so a value never goes stale; a cache may forget any
 * entry at any time, and may decline to keep one. Values are copied on the way in and on the way out. Safe for many
 * threads.
 */
public interface Cache extends AutoCloseable {

    /**
     * Returns the value last put under the key, whole and unchanged, or nothing if the cache does not hold it. A damaged
     * entry is nothing, not a failure.
     *
     * @throws CacheException if the storage does not work
     * @throws IllegalStateException if the cache is closed
     */
    Optional<byte[]> get(CacheKey key);

    /**
     * Keeps a value, in place of the one under the same key. When this fails, the entry holds the old value, the new one
     * or nothing, never a mixture.
     *
     * @throws CacheException if the storage does not work
     * @throws IllegalStateException if the cache is closed
     */
    void put(CacheKey key, byte[] value);

    /**
     * Forgets the value under the key, if there is one.
     *
     * @throws CacheException if the storage does not work
     * @throws IllegalStateException if the cache is closed
     */
    void remove(CacheKey key);

    /** Releases what the cache holds open. Closing twice does nothing. */
    @Override
    void close();

    /**
     * Returns a cache on the heap that keeps the entries used most, up to a number.
     *
     * @param maxEntries positive
     */
    static Cache inMemory(int maxEntries) {
        return new InMemoryCache(maxEntries);
    }

    /**
     * Returns a cache that keeps each entry in a file under a directory, for any number of processes at once. Entries
     * outlive the process, and a process that is killed damages none. When the entries take more than {@code maxBytes} on
     * the disk, those unused for longest go; each further process that writes at the same time may add a fifth to that.
     * A value of more than a quarter of {@code maxBytes} is not kept. Opening writes nothing; the directory is made when
     * the first value is put.
     *
     * @param directory existing or not; best used for nothing else
     * @param maxBytes positive
     * @throws CacheException if {@code directory} is something else than a directory
     */
    static StoredCache inDirectory(Path directory, long maxBytes) {
        return FileCache.open(directory, maxBytes, InstantSource.system());
    }
}
