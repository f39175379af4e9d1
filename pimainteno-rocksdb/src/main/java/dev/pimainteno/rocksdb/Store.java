package dev.pimainteno.rocksdb;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * An open RocksDB database. Safe for many threads, as long as none of them uses it after it is closed: that would end
 * the process.
 */
final class Store implements AutoCloseable {
    private final StoreOptions options;
    private final RocksDB database;
    private boolean open = true;

    private Store(StoreOptions options, RocksDB database) {
        this.options = options;
        this.database = database;
    }

    /** Sees one entry: its key, the first bytes of its record and the record's length. */
    @FunctionalInterface
    interface Visitor {
        void visit(byte[] key, ByteBuffer head, int length) throws RocksDBException;
    }

    /** Opens a store as {@link StoreOptions#writable} says. */
    static Store open(Path directory, long maxBytes, boolean createIfMissing, boolean keepLogs)
            throws RocksDBException {
        return open(
                StoreOptions.writable(maxBytes, createIfMissing, keepLogs),
                options -> RocksDB.open(options.options(), directory.toString()));
    }

    static Store openReadOnly(Path directory) throws RocksDBException {
        return open(StoreOptions.readOnly(), options -> RocksDB.openReadOnly(options.options(), directory.toString()));
    }

    private static Store open(StoreOptions options, Opener opener) throws RocksDBException {
        try {
            return new Store(options, opener.open(options));
        } catch (RocksDBException e) {
            options.close();
            throw e;
        }
    }

    Optional<byte[]> get(byte[] key) throws RocksDBException {
        return Optional.ofNullable(database.get(key));
    }

    /** Returns the first bytes of a record, as many as a header has. */
    Optional<ByteBuffer> head(byte[] key) throws RocksDBException {
        byte[] head = new byte[StoredEntry.HEADER_BYTES];
        int length = database.get(options.scan(), key, head);
        return length == RocksDB.NOT_FOUND
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(head, 0, Math.min(length, head.length)));
    }

    void put(byte[] key, byte[] record) throws RocksDBException {
        database.put(options.write(), key, record);
    }

    void delete(byte[] key) throws RocksDBException {
        database.delete(options.write(), key);
    }

    /** Shows every entry, in the order of the keys. */
    void forEach(Visitor visitor) throws RocksDBException {
        ByteBuffer head = ByteBuffer.allocateDirect(StoredEntry.HEADER_BYTES);
        try (RocksIterator entries = database.newIterator(options.scan())) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                head.clear();
                int length = entries.value(head);
                visitor.visit(entries.key(), head, length);
            }
            entries.status();
        }
    }

    /** Rewrites the files without what was deleted or replaced. */
    void compact() throws RocksDBException {
        database.compactRange();
    }

    /** Returns what the tables take, those on the disk and those still to be written. */
    long tableBytes() throws RocksDBException {
        return database.getLongProperty("rocksdb.live-sst-files-size")
                + database.getLongProperty("rocksdb.cur-size-all-mem-tables");
    }

    /** Whether it has not been closed; for the thread that closes it. */
    boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            database.close();
            options.close();
        }
    }

    @FunctionalInterface
    private interface Opener {
        RocksDB open(StoreOptions options) throws RocksDBException;
    }
}
