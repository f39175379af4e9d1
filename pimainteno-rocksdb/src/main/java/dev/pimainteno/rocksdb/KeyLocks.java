package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheKey;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread at a time change what is known of a key, on the disk and on the heap, so that the two agree. Several
 * keys may share a lock.
 */
final class KeyLocks {
    private static final int LOCKS = 16;

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    KeyLocks() {
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    <T> T with(CacheKey key, Supplier<T> action) {
        ReentrantLock lock = lockOf(key);
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void with(CacheKey key, Runnable action) {
        with(key, () -> {
            action.run();
            return key;
        });
    }

    /**
     * Locks a key unless another thread is at it, without waiting, so that whoever uses the store may ask.
     *
     * @return whether the key is locked, to be unlocked by this thread
     */
    boolean tryLock(CacheKey key) {
        return lockOf(key).tryLock();
    }

    void unlock(CacheKey key) {
        lockOf(key).unlock();
    }

    void withAll(Runnable action) {
        for (ReentrantLock lock : locks) {
            lock.lock();
        }
        try {
            action.run();
        } finally {
            for (ReentrantLock lock : locks) {
                lock.unlock();
            }
        }
    }

    private ReentrantLock lockOf(CacheKey key) {
        return locks[Math.floorMod(key.hashCode(), LOCKS)];
    }
}
