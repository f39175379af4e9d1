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

        /** Sees something that is no entry. */
        default void foreign(byte[] key) throws RocksDBException {}
    }

    static void of(Store store, Visitor visitor) throws RocksDBException {
        store.forEach((bytes, head, length) -> {
            Optional<CacheKey> key = key(bytes);
            Optional<Instant> lastUsed = StoredEntry.lastUsed(head);
            if (key.isPresent() && lastUsed.isPresent()) {
                long valueBytes = (long) length - StoredEntry.HEADER_BYTES;
                visitor.entry(key.get(), lastUsed.get(), valueBytes, bytes.length + (long) length);
            } else {
                visitor.foreign(bytes);
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
