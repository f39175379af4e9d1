package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.CacheUsage;
import dev.pimainteno.cache.StoredCache;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps entries in a RocksDB database, with those used most on the heap. Entries outlive the process, and every entry
 * whose {@code put} has returned outlives its being killed. A database that cannot be read is set aside and begun anew.
 * One process at a time may write; others may have a view of it. Safe for many threads.
 */
public final class RocksDbCache implements StoredCache {
    private static final Logger log = LoggerFactory.getLogger(RocksDbCache.class);
    /** How old the mark of an entry's last use gets before a hit renews it, by writing the entry again. */
    private static final Duration MARK_AFTER = Duration.ofDays(1);

    /**
     * How much a cache keeps. Immutable.
     *
     * @param maxBytes what the tables may take on the disk; up to as much again while room is made, logs of up to 8 MiB,
     *     and a damaged store that was set aside come on top; positive
     * @param maxAge how long an entry is kept that nobody asks for, to the day; positive
     * @param heapBytes what the entries used most may take on the heap; 0 or more
     */
    public record Limits(long maxBytes, Duration maxAge, long heapBytes) {
        private static final Duration STANDARD_AGE = Duration.ofDays(90);
        private static final long STANDARD_HEAP_BYTES = 4 << 20;

        public Limits {
            if (maxBytes < 1) {
                throw new IllegalArgumentException("maxBytes must be positive, not " + maxBytes);
            }
            if (maxAge.isNegative() || maxAge.isZero()) {
                throw new IllegalArgumentException("maxAge must be positive, not " + maxAge);
            }
            if (heapBytes < 0) {
                throw new IllegalArgumentException("heapBytes must be 0 or more, not " + heapBytes);
            }
        }

        /** Returns limits of some bytes on the disk, 90 days and 4 MiB on the heap. */
        public static Limits ofBytes(long maxBytes) {
            return new Limits(maxBytes, STANDARD_AGE, STANDARD_HEAP_BYTES);
        }
    }

    private final StoreDirectory directory;
    private final CurrentStore store;
    private final Limits limits;
    private final InstantSource clock;
    private final HeapLevel heap;
    private final KeyLocks locks = new KeyLocks();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    /** What was put since the last sweep, or the last attempt at one; at first as if there had never been one. */
    private final AtomicLong putSinceSweep = new AtomicLong(Long.MAX_VALUE / 2);

    private RocksDbCache(StoreDirectory directory, CurrentStore store, Limits limits, InstantSource clock) {
        this.directory = directory;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.heap = new HeapLevel(limits.heapBytes());
    }

    /** Opens a cache as {@link #open(Path, Limits)} does, for {@link Limits#ofBytes}. */
    public static RocksDbCache open(Path directory, long maxBytes) {
        return open(directory, Limits.ofBytes(maxBytes));
    }

    /**
     * Opens the cache in a directory. When the entries take more than the limit, those unused for longest go, until a
     * fifth is free. A value of more than a quarter of the limit is not kept.
     *
     * @param directory existing or not; for nothing else
     * @throws CacheException {@code IN_USE} if another process, or another cache of this one, has the directory;
     *     {@code UNSUPPORTED} if RocksDB does not run on this machine; {@code UNAVAILABLE} if the directory cannot be
     *     read and written
     */
    public static RocksDbCache open(Path directory, Limits limits) {
        return open(directory, limits, InstantSource.system());
    }

    static RocksDbCache open(Path directory, Limits limits, InstantSource clock) {
        StoreDirectory home = new StoreDirectory(directory, limits.maxBytes());
        return new RocksDbCache(home, CurrentStore.open(home), limits, clock);
    }

    /**
     * Opens the cache in a directory, or, where RocksDB does not run on this machine, one of files in another directory,
     * and says so in a warning.
     *
     * @param files for {@link Cache#inDirectory}
     * @throws CacheException {@code IN_USE} or {@code UNAVAILABLE} as from {@link #open(Path, long)}
     */
    public static StoredCache openOrFiles(Path directory, Path files, long maxBytes) {
        try {
            return open(directory, maxBytes);
        } catch (CacheException e) {
            if (e.reason() != Reason.UNSUPPORTED) {
                throw e;
            }
            log.warn("{}. Until then entries are kept in files, in {}", e.getMessage(), files);
            return Cache.inDirectory(files, maxBytes);
        }
    }

    /**
     * Opens a view of the cache in a directory as it is now, beside the process that writes to it. What is put into the
     * view or removed from it is so for the view alone, on the heap; {@code clear} is refused.
     *
     * @throws CacheException {@code UNSUPPORTED} if RocksDB does not run on this machine; {@code UNAVAILABLE} if there is
     *     nothing to be seen
     */
    public static StoredCache openReadOnly(Path directory, Limits limits) {
        return ReadOnlyView.open(directory, limits, InstantSource.system());
    }

    @Override
    public Optional<byte[]> get(CacheKey key) {
        store.requireOpen();
        Optional<StoredEntry> known = heap.get(key).orElseGet(() -> locks.with(key, () -> find(key)));
        Instant now = clock.instant();
        if (known.isPresent() && known.get().unusedFor(limits.maxAge(), now)) {
            forgetQuietly(key, known.get());
            return Optional.empty();
        }
        known.filter(entry -> entry.unusedFor(MARK_AFTER, now)).ifPresent(entry -> markUsed(key, entry, now));
        return known.map(entry -> entry.value().clone());
    }

    @Override
    public void put(CacheKey key, byte[] value) {
        store.requireOpen();
        if (value.length > limits.maxBytes() / 4) {
            // Declined, and then the value that was put here before is not the last one any more.
            remove(key);
            return;
        }
        StoredEntry entry = new StoredEntry(clock.instant(), value.clone());
        locks.with(key, () -> write(key, entry));
        putSinceSweep.addAndGet(value.length);
        sweepIfFull();
    }

    @Override
    public void remove(CacheKey key) {
        store.requireOpen();
        locks.with(key, () -> {
            heap.forget(key);
            delete(key);
        });
    }

    @Override
    public CacheUsage usage() {
        Instant oldest = clock.instant().minus(limits.maxAge());
        return UsageScan.usage(directory, store.use("count", used -> UsageScan.of(used, oldest)), limits.maxBytes());
    }

    /** Forgets every entry, and deletes a damaged store that was set aside. */
    @Override
    public void clear() {
        locks.withAll(() -> {
            heap.clear();
            store.recreate();
        });
    }

    @Override
    public void close() {
        store.close();
        heap.clear();
    }

    private Optional<StoredEntry> find(CacheKey key) {
        return heap.get(key).orElseGet(() -> load(key));
    }

    private Optional<StoredEntry> load(CacheKey key) {
        Optional<byte[]> record = store.use("read", used -> used.get(StoredEntry.keyBytes(key)));
        Optional<StoredEntry> entry = record.flatMap(bytes -> StoredEntry.decode(key, bytes));
        if (entry.isPresent()) {
            heap.put(key, entry.get());
        } else if (record.isPresent()) {
            log.warn("Forgot a damaged entry of the cache in {}: {}", directory, key);
            deleteQuietly(key);
        }
        return entry;
    }

    private void forgetQuietly(CacheKey key, StoredEntry seen) {
        locks.with(key, () -> {
            // Not where another thread has put something meanwhile.
            if (find(key).filter(seen::sameAs).isPresent()) {
                heap.forget(key);
                deleteQuietly(key);
            }
        });
    }

    /** Deletes what counts as nothing anyway: when that fails, on a full disk for one, it is nobody's loss. */
    private void deleteQuietly(CacheKey key) {
        try {
            delete(key);
        } catch (CacheException e) {
            log.debug("Cannot delete {}, which is of no more use", key, e);
        }
    }

    private void write(CacheKey key, StoredEntry entry) {
        heap.forget(key);
        byte[] record = entry.encode(key);
        store.use("write to", used -> {
            used.put(StoredEntry.keyBytes(key), record);
            return key;
        });
        heap.put(key, entry);
    }

    private void delete(CacheKey key) {
        store.use("remove from", used -> {
            used.delete(StoredEntry.keyBytes(key));
            return key;
        });
    }

    private void markUsed(CacheKey key, StoredEntry seen, Instant now) {
        try {
            locks.with(key, () -> {
                // Not where another thread has put or removed something meanwhile.
                find(key).filter(seen::sameAs).ifPresent(entry -> write(key, entry.usedAt(now)));
            });
        } catch (CacheException e) {
            // The value is at hand; the entry only looks as if it had not been used.
            log.debug("Cannot mark {} as used", key, e);
        }
    }

    /**
     * Measures first, which is cheap; after a sweep that freed little or failed, not before some more was put. A sweep that
     * fails is no failure of the put, which is done.
     */
    private void sweepIfFull() {
        if (putSinceSweep.get() < limits.maxBytes() / 20 || !sweeping.compareAndSet(false, true)) {
            return;
        }
        try {
            Instant oldest = clock.instant().minus(limits.maxAge());
            boolean swept = store.use("make room in", used -> {
                boolean full = used.tableBytes() > limits.maxBytes();
                if (full) {
                    Sweep.of(used, new UnchangedDeletion(used, locks), limits.maxBytes(), oldest);
                }
                return full;
            });
            if (swept) {
                putSinceSweep.set(0);
            }
        } catch (CacheException e) {
            putSinceSweep.set(0);
            log.warn("What was put is kept, but the cache may take more than its limit until a later sweep works", e);
        } finally {
            sweeping.set(false);
        }
    }
}
