package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.CacheUsage;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What another process's cache held at one moment, with what was put and removed here on top of it, on the heap, as long
 * as there is room. Safe for many threads.
 */
final class ReadOnlyView implements StoredCache {
    private static final Logger log = LoggerFactory.getLogger(ReadOnlyView.class);

    private final StoreDirectory directory;
    private final Store store;
    private final Limits limits;
    private final InstantSource clock;
    /** What was put and removed here, and nothing else, so that there is more room for it. */
    private final HeapLevel heap;
    /** Keeps the store open while it is read. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private volatile boolean closed;

    private ReadOnlyView(StoreDirectory directory, Store store, Limits limits, InstantSource clock) {
        this.directory = directory;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.heap = new HeapLevel(limits.heapBytes());
    }

    static ReadOnlyView open(Path directory, Limits limits, InstantSource clock) {
        StoreDirectory home = new StoreDirectory(directory, limits.maxBytes());
        return new ReadOnlyView(home, home.openReadOnly(), limits, clock);
    }

    @Override
    public Optional<byte[]> get(CacheKey key) {
        lock.readLock().lock();
        try {
            requireOpen();
            Instant oldest = clock.instant().minus(limits.maxAge());
            return heap.get(key)
                    .orElseGet(() -> load(key))
                    .filter(entry -> !entry.unusedSince(oldest))
                    .map(entry -> entry.value().clone());
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void put(CacheKey key, byte[] value) {
        lock.readLock().lock();
        try {
            requireOpen();
            heap.put(key, new StoredEntry(clock.instant(), value.clone()));
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void remove(CacheKey key) {
        lock.readLock().lock();
        try {
            requireOpen();
            heap.putAbsent(key);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public CacheUsage usage() {
        lock.readLock().lock();
        try {
            requireOpen();
            Instant oldest = clock.instant().minus(limits.maxAge());
            return UsageScan.usage(directory, UsageScan.of(store, oldest), limits.maxBytes());
        } catch (RocksDBException e) {
            throw new CacheException(
                    Reason.UNAVAILABLE, "Cannot count the cache in " + directory + ": " + e.getMessage(), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void clear() {
        requireOpen();
        throw new CacheException(
                Reason.IN_USE, "Cannot clear the cache in " + directory + ": this is only a view of it", null);
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            store.close();
            heap.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Optional<StoredEntry> load(CacheKey key) {
        try {
            return store.get(StoredEntry.keyBytes(key)).flatMap(record -> StoredEntry.decode(key, record));
        } catch (RocksDBException e) {
            // Whoever writes to it finds out and mends it; here the entry is only not to be had.
            log.warn("Cannot read an entry of the cache in {}, which counts as none", directory, e);
            return Optional.empty();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("cache is closed");
        }
    }
}
