package dev.pimainteno.cli;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.config.CacheSettings;
import dev.pimainteno.config.Configuration;

/** Opens the cache that runs keep the model's answers in, for those who want to look at it or be rid of it. */
final class StoredAnswers {

    private StoredAnswers() {}

    /**
     * @throws dev.pimainteno.cache.CacheException if it cannot be opened, or another process has it
     */
    static StoredCache open(Configuration configuration) {
        CacheSettings settings = configuration.cache();
        return Cache.inDirectory(settings.path(), settings.maxBytes());
    }
}
