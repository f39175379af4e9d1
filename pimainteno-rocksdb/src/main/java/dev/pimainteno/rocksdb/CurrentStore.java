package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import java.io.IOException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The store in use, with another put in its place when it turns out to be damaged. Keeps anybody from using a store that
 * is closed, which would end the process. Safe for many threads.
 */
final class CurrentStore implements AutoCloseable {
    private final StoreDirectory directory;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    /** Absent while the one before is closed and no other could be opened; each use tries again. */
    private @Nullable Store store;

    private volatile boolean closed;

    private CurrentStore(StoreDirectory directory, Store store) {
        this.directory = directory;
        this.store = store;
    }

    static CurrentStore open(StoreDirectory directory) {
        return new CurrentStore(directory, directory.open());
    }

    /** Something to be done with the store; done once more if the store had to be replaced. */
    @FunctionalInterface
    interface Use<T> {
        T of(Store store) throws RocksDBException;
    }

    /**
     * @param attempted what the use is, to stand between "Cannot" and "the cache"
     * @throws CacheException if the storage does not work
     * @throws IllegalStateException if the cache is closed
     */
    <T> T use(String attempted, Use<T> use) {
        Store seen = current();
        try {
            return withStore(use);
        } catch (RocksDBException e) {
            mend(attempted, seen, e);
        }
        try {
            return withStore(use);
        } catch (RocksDBException e) {
            throw failed(attempted, e);
        }
    }

    /** Forgets everything. */
    void recreate() {
        lock.writeLock().lock();
        try {
            requireOpen();
            change(openIfAbsent(), directory::recreate);
        } finally {
            lock.writeLock().unlock();
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("cache is closed");
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            if (store != null) {
                // In this order, or the next owner's name could go.
                directory.release();
                store.close();
                store = null;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Store current() {
        lock.readLock().lock();
        try {
            requireOpen();
            if (store != null) {
                return store;
            }
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            requireOpen();
            return openIfAbsent();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Store openIfAbsent() {
        Store usable = store == null ? directory.open() : store;
        store = usable;
        return usable;
    }

    private <T> T withStore(Use<T> use) throws RocksDBException {
        lock.readLock().lock();
        try {
            requireOpen();
            if (store == null) {
                String message =
                        "Cannot use the cache in " + directory + ": another thread found that it does not work";
                throw new CacheException(Reason.UNAVAILABLE, message, null);
            }
            return use.of(store);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void mend(String attempted, Store seen, RocksDBException failure) {
        Trouble trouble = Trouble.of(failure);
        if (trouble == Trouble.NO_SPACE) {
            throw failed(attempted, failure);
        }
        lock.writeLock().lock();
        try {
            requireOpen();
            if (store != seen) {
                return; // Another thread was first.
            }
            if (trouble == Trouble.DAMAGED) {
                change(seen, damaged -> directory.replace(damaged, failure));
            } else {
                // Where the file system does not work there is nothing to mend, and perhaps something left to read.
                directory.probe();
                change(seen, directory::reopen);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw failed(attempted, failure);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void change(Store old, UnaryOperator<Store> change) {
        try {
            store = change.apply(old);
        } finally {
            if (!old.isOpen() && old.equals(store)) {
                store = null;
            }
        }
    }

    private CacheException failed(String attempted, RocksDBException cause) {
        String message = "Cannot " + attempted + " the cache in " + directory + ": " + Trouble.words(cause);
        return new CacheException(Reason.UNAVAILABLE, message, cause);
    }
}
