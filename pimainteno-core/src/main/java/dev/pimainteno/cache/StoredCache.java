package dev.pimainteno.cache;

/** A cache whose entries outlive the process, so that somebody may want to look at what is kept, and be rid of it. */
public interface StoredCache extends Cache {

    /**
     * Counts what is kept. Takes time in proportion to the number of entries.
     *
     * @throws CacheException if the storage does not work
     * @throws IllegalStateException if the cache is closed
     */
    CacheUsage usage();

    /**
     * Forgets every entry.
     *
     * @throws CacheException if the storage does not work, or if it can only be read
     * @throws IllegalStateException if the cache is closed
     */
    void clear();
}
