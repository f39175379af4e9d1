package dev.pimainteno.config;

import java.nio.file.Path;

/**
 * {@code [cache]}: where answers are kept. Immutable.
 *
 * @param path the directory; absolute; {@code cache} in the state directory by default
 * @param store how they are kept; {@link Store#ROCKSDB} by default
 * @param maxBytes how much it may hold; positive; 256 MiB by default
 */
public record CacheSettings(Path path, Store store, long maxBytes) {
    private static final long STANDARD_BYTES = 256L << 20;

    /** How answers are kept, in the words of the file in lower case. */
    public enum Store {
        /** In a RocksDB database, which one process at a time writes to; in files where RocksDB does not run. */
        ROCKSDB,
        /** Each in a file of its own. */
        FILES
    }

    public CacheSettings {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("path must be absolute: " + path);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be positive, not " + maxBytes);
        }
    }

    /** Returns the defaults for a state directory. */
    public static CacheSettings standard(StateSettings state) {
        return new CacheSettings(state.path().resolve("cache"), Store.ROCKSDB, STANDARD_BYTES);
    }

    static CacheSettings read(Table table, StateSettings state) {
        CacheSettings standard = standard(state);
        return new CacheSettings(
                table.get("path").flatMap(Value::path).orElse(standard.path),
                table.get("store").flatMap(value -> value.word(Store.class)).orElse(standard.store),
                table.get("max_size").flatMap(Value::size).orElse(standard.maxBytes));
    }
}
