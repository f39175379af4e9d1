package dev.pimainteno.cache;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a cache keeps. Immutable.
 *
 * @param store the kind of storage, such as {@code rocksdb} or {@code files}
 * @param directory where it is
 * @param namespaces what each namespace holds, by name in order
 * @param bytesOnDisk what the storage takes; 0 or more
 * @param maxBytes what it may take; positive
 */
public record CacheUsage(
        String store, Path directory, Map<String, NamespaceUsage> namespaces, long bytesOnDisk, long maxBytes) {

    public CacheUsage {
        namespaces = Collections.unmodifiableMap(new TreeMap<>(namespaces));
    }

    /**
     * What one namespace holds. Immutable.
     *
     * @param entries 0 or more
     * @param bytes the length of the values; 0 or more
     */
    public record NamespaceUsage(long entries, long bytes) {

        /** Returns the sum of both. */
        public NamespaceUsage plus(NamespaceUsage other) {
            return new NamespaceUsage(entries + other.entries, bytes + other.bytes);
        }
    }

    /** Returns the number of entries in all namespaces. */
    public long entries() {
        return namespaces.values().stream().mapToLong(NamespaceUsage::entries).sum();
    }

    /** Returns the length of all values. */
    public long valueBytes() {
        return namespaces.values().stream().mapToLong(NamespaceUsage::bytes).sum();
    }
}
