package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.CacheUsage;
import dev.pimainteno.cache.CacheUsage.NamespaceUsage;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/** Counts what a store holds. */
final class UsageScan {
    private UsageScan() {}

    /** Counts the entries by namespace, without those last used before {@code oldest}. */
    static Map<String, NamespaceUsage> of(Store store, Instant oldest) throws RocksDBException {
        Map<String, NamespaceUsage> namespaces = new TreeMap<>();
        EntryScan.of(store, (key, lastUsed, valueBytes, recordBytes) -> {
            if (!lastUsed.isBefore(oldest)) {
                namespaces.merge(key.namespace(), new NamespaceUsage(1, valueBytes), NamespaceUsage::plus);
            }
        });
        return namespaces;
    }

    static CacheUsage usage(StoreDirectory directory, Map<String, NamespaceUsage> namespaces, long maxBytes) {
        try {
            return new CacheUsage("rocksdb", directory.path(), namespaces, directory.bytes(), maxBytes);
        } catch (IOException e) {
            throw new CacheException(Reason.UNAVAILABLE, "Cannot measure the cache in " + directory + ": " + e, e);
        }
    }
}
