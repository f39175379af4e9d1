package dev.pimainteno.cli;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.config.CacheSettings;
import dev.pimainteno.rocksdb.RocksDbCache;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the cache that a configuration asks for. Each kind has a directory of its own. */
final class AnswerStore {
    private static final Logger log = LoggerFactory.getLogger(AnswerStore.class);

    private AnswerStore() {}

    /**
     * Opens the cache; a view of it, with a warning, while another process has it.
     *
     * @throws CacheException if it cannot be used at all
     */
    static StoredCache open(CacheSettings settings) {
        try {
            return openAlone(settings);
        } catch (CacheException e) {
            if (e.reason() != Reason.IN_USE) {
                throw e;
            }
            log.warn("{}; its answers are used, new ones are not kept", e.getMessage());
            return RocksDbCache.openReadOnly(database(settings), Limits.ofBytes(settings.maxBytes()));
        }
    }

    /**
     * Opens the cache for this process, whatever kind it is.
     *
     * @throws CacheException if it cannot be used, or another process has it
     */
    static StoredCache openAlone(CacheSettings settings) {
        Path files = settings.path().resolve("files");
        return settings.store() == CacheSettings.Store.FILES
                ? Cache.inDirectory(files, settings.maxBytes())
                : RocksDbCache.openOrFiles(database(settings), files, settings.maxBytes());
    }

    private static Path database(CacheSettings settings) {
        return settings.path().resolve("rocksdb");
    }
}
