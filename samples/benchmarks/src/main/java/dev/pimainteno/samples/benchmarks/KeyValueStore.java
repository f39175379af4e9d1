package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.rocksdb.RocksDbCache;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What keeps bytes by key on a disk, for comparison. */
public interface KeyValueStore extends AutoCloseable {
    void put(String key, byte[] value) throws Exception;

    byte[] get(String key) throws Exception;

    /** The stores compared, by their names in the results. */
    enum Kind {
        /** {@link RocksDbCache} as it is used, with 4 MiB of heap in front. */
        ROCKSDB_CACHE,
        /** {@link RocksDbCache} without heap: every get goes to the database. */
        ROCKSDB_CACHE_WITHOUT_HEAP,
        /** Core's cache of files, with a digest over each. */
        FILE_CACHE,
        /** A file written and read in one go, so that a reader may meet half of it, and without digest. */
        PLAIN_FILES,
        /** A table in SQLite, with a write-ahead log that is not forced to the disk at each commit. */
        SQLITE;

        private static final long ROOM = 1L << 30;

        KeyValueStore open(Path directory) throws Exception {
            return switch (this) {
                case ROCKSDB_CACHE -> new OfCache(RocksDbCache.open(directory, ROOM));
                case ROCKSDB_CACHE_WITHOUT_HEAP ->
                    new OfCache(RocksDbCache.open(directory, new Limits(ROOM, Duration.ofDays(90), 0)));
                case FILE_CACHE -> new OfCache(Cache.inDirectory(directory, ROOM));
                case PLAIN_FILES -> new OfFiles(directory);
                case SQLITE -> new OfSqlite(directory.resolve("cache.db"));
            };
        }
    }

    /** One of Pimainteno's caches. */
    final class OfCache implements KeyValueStore {
        private final Cache cache;

        private OfCache(Cache cache) {
            this.cache = cache;
        }

        @Override
        public void put(String key, byte[] value) {
            cache.put(new CacheKey("benchmark", key), value);
        }

        @Override
        public byte[] get(String key) {
            return cache.get(new CacheKey("benchmark", key)).orElseThrow();
        }

        @Override
        public void close() {
            cache.close();
        }
    }

    /** A file for each key. */
    final class OfFiles implements KeyValueStore {
        private final Path directory;

        private OfFiles(Path directory) {
            this.directory = directory;
        }

        @Override
        public void put(String key, byte[] value) throws Exception {
            Files.write(directory.resolve(key), value);
        }

        @Override
        public byte[] get(String key) throws Exception {
            return Files.readAllBytes(directory.resolve(key));
        }

        @Override
        public void close() {}
    }

    /** A row for each key, by statements that are prepared once. */
    final class OfSqlite implements KeyValueStore {
        private final Connection connection;
        private final PreparedStatement put;
        private final PreparedStatement get;

        private OfSqlite(Path file) throws SQLException {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = NORMAL");
                statement.execute("CREATE TABLE entry (key TEXT PRIMARY KEY, value BLOB NOT NULL)");
            }
            put = connection.prepareStatement("INSERT OR REPLACE INTO entry (key, value) VALUES (?, ?)");
            get = connection.prepareStatement("SELECT value FROM entry WHERE key = ?");
        }

        @Override
        public void put(String key, byte[] value) throws SQLException {
            put.setString(1, key);
            put.setBytes(2, value);
            put.executeUpdate();
        }

        @Override
        public byte[] get(String key) throws SQLException {
            get.setString(1, key);
            try (ResultSet row = get.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }

        @Override
        public void close() throws SQLException {
            put.close();
            get.close();
            connection.close();
        }
    }
}
