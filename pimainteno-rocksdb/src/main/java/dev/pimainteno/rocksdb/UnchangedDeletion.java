package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheKey;
import java.time.Instant;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/**
 * Deletes what is still as a scan saw it, and leaves what another thread has put or used since, or is at just now: that
 * is in use. Waits for nobody, because who holds a key's lock may wait for the store, which a sweep keeps from being
 * replaced.
 */
final class UnchangedDeletion implements Sweep.Deletion {
    private final Store store;
    private final KeyLocks locks;

    UnchangedDeletion(Store store, KeyLocks locks) {
        this.store = store;
        this.locks = locks;
    }

    @Override
    public void delete(CacheKey key, Optional<Instant> seen) throws RocksDBException {
        if (!locks.tryLock(key)) {
            return;
        }
        try {
            byte[] bytes = StoredEntry.keyBytes(key);
            if (store.head(bytes).flatMap(StoredEntry::lastUsed).equals(seen)) {
                store.delete(bytes);
            }
        } finally {
            locks.unlock(key);
        }
    }
}
