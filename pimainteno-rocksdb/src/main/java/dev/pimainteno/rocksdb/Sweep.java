package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.RocksDBException;

/**
 * Makes room in a store that is full: entries out of date go, then those unused for longest until a fifth is free. What
 * is kept in memory meanwhile is a number for each minute in which entries were last used.
 */
final class Sweep {
    /** Deletes an entry of the store that a scan saw. */
    @FunctionalInterface
    interface Deletion {
        /**
         * Deletes the entry, or leaves it where it is in use.
         *
         * @param seen when the entry was last used, as the scan saw it, which may not be so any more; nothing if its
         *     record is damaged
         */
        void delete(CacheKey key, Optional<Instant> seen) throws RocksDBException;
    }

    private final Store store;
    private final Deletion deletion;
    private final long target;
    private final Instant oldest;

    private Sweep(Store store, Deletion deletion, long maxBytes, Instant oldest) {
        this.store = store;
        this.deletion = deletion;
        this.target = maxBytes - maxBytes / 5;
        this.oldest = oldest;
    }

    /**
     * @param maxBytes what the store may take
     * @param oldest entries last used before are out of date
     */
    static void of(Store store, Deletion deletion, long maxBytes, Instant oldest) throws RocksDBException {
        new Sweep(store, deletion, maxBytes, oldest).run();
    }

    private void run() throws RocksDBException {
        Map<Instant, Long> bytesByMinute = deleteOutdated();
        store.compact();
        long taken = store.tableBytes();
        if (taken <= target) {
            return;
        }
        // On the disk the records are compressed, and nobody knows what each of them takes there.
        long bytes = bytesByMinute.values().stream().mapToLong(Long::longValue).sum();
        deleteOldest(bytesByMinute, bytes - (long) ((double) bytes * target / taken));
        store.compact();
    }

    private Map<Instant, Long> deleteOutdated() throws RocksDBException {
        Map<Instant, Long> bytesByMinute = new TreeMap<>();
        EntryScan.of(store, new EntryScan.Visitor() {
            @Override
            public void entry(CacheKey key, Instant lastUsed, long valueBytes, long recordBytes)
                    throws RocksDBException {
                if (lastUsed.isBefore(oldest)) {
                    deletion.delete(key, Optional.of(lastUsed));
                } else {
                    bytesByMinute.merge(minute(lastUsed), recordBytes, Long::sum);
                }
            }

            @Override
            public void damaged(CacheKey key) throws RocksDBException {
                deletion.delete(key, Optional.empty());
            }

            @Override
            public void foreign(byte[] key) throws RocksDBException {
                store.delete(key);
            }
        });
        return bytesByMinute;
    }

    /** Deletes the entries of the oldest minutes, and of the last of those no more than must be. */
    private void deleteOldest(Map<Instant, Long> bytesByMinute, long surplus) throws RocksDBException {
        long before = 0;
        Instant last = Instant.MIN;
        for (Map.Entry<Instant, Long> minute : bytesByMinute.entrySet()) {
            last = minute.getKey();
            if (before + minute.getValue() >= surplus) {
                break;
            }
            before += minute.getValue();
        }
        deleteUpTo(last, surplus - before);
    }

    private void deleteUpTo(Instant last, long surplusOfLast) throws RocksDBException {
        AtomicLong left = new AtomicLong(surplusOfLast);
        EntryScan.of(store, (key, lastUsed, valueBytes, recordBytes) -> {
            Instant minute = minute(lastUsed);
            if (minute.isBefore(last) || (minute.equals(last) && left.getAndAdd(-recordBytes) > 0)) {
                deletion.delete(key, Optional.of(lastUsed));
            }
        });
    }

    private static Instant minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES);
    }
}
