package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** Looks at every entry of a store without reading the values. */
final class EntryScan {
    private EntryScan() {}

    /** What a scan tells its visitor. */
    interface Visitor {
        /**
         * Sees an entry.
         *
         * @param recordBytes the length of key and record
         */
        void entry(CacheKey key, Instant lastUsed, long valueBytes, long recordBytes) throws RocksDBException;

        /** Sees a record that is damaged at its head. */
        default void damaged(CacheKey key) throws RocksDBException {}

        /** Sees something under what is no key of a cache. */
        default void foreign(byte[] key) throws RocksDBException {}
    }

    static void of(Store store, Visitor visitor) throws RocksDBException {
        store.forEach((bytes, head, length) -> {
            Optional<CacheKey> key = key(bytes);
            Optional<Instant> lastUsed = StoredEntry.lastUsed(head);
            if (key.isEmpty()) {
                visitor.foreign(bytes);
            } else if (lastUsed.isEmpty()) {
                visitor.damaged(key.get());
            } else {
                long valueBytes = (long) length - StoredEntry.HEADER_BYTES;
                visitor.entry(key.get(), lastUsed.get(), valueBytes, bytes.length + (long) length);
            }
        });
    }

    private static Optional<CacheKey> key(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.US_ASCII).split("\n", 2);
        try {
            return parts.length == 2 ? Optional.of(new CacheKey(parts[0], parts[1])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Nothing that this program wrote; the caller says what follows.
        }
    }
}
