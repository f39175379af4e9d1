package dev.pimainteno.cli;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheException.Reason;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.config.CacheSettings;
import dev.pimainteno.rocksdb.RocksDbCache;
import dev.pimainteno.rocksdb.RocksDbCache.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
     * Opens a view of the cache for whoever only looks, which makes nothing and is in nobody's way.
     *
     * @return nothing if there is no cache yet
     * @throws CacheException if it cannot be read
     */
    static Optional<StoredCache> openToLook(CacheSettings settings) {
        if (settings.store() == CacheSettings.Store.FILES) {
            return Optional.of(openFiles(settings));
        }
        try {
            return Optional.of(RocksDbCache.openReadOnly(database(settings), Limits.ofBytes(settings.maxBytes())));
        } catch (CacheException e) {
            if (e.reason() == Reason.UNSUPPORTED) {
                return Optional.of(openFiles(settings));
            }
            if (isEmpty(database(settings))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Returns what opens, for this process, each cache that there is, whatever kind is configured now.
     *
     * @throws CacheException if it cannot be told
     */
    static List<Supplier<StoredCache>> everyKind(CacheSettings settings) {
        List<Supplier<StoredCache>> openers = new ArrayList<>();
        if (!isEmpty(files(settings))) {
            openers.add(() -> openFiles(settings));
        }
        if (!isEmpty(database(settings))) {
            openers.add(() -> RocksDbCache.open(database(settings), settings.maxBytes()));
        }
        return openers;
    }

    /**
     * Opens the cache for this process, whatever kind it is.
     *
     * @throws CacheException if it cannot be used, or another process has it
     */
    static StoredCache openAlone(CacheSettings settings) {
        return settings.store() == CacheSettings.Store.FILES
                ? openFiles(settings)
                : RocksDbCache.openOrFiles(database(settings), files(settings), settings.maxBytes());
    }

    private static StoredCache openFiles(CacheSettings settings) {
        return Cache.inDirectory(files(settings), settings.maxBytes());
    }

    /** Returns whether a directory holds nothing, or is not there. */
    private static boolean isEmpty(Path directory) {
        try (Stream<Path> held = Files.list(directory)) {
            return held.findAny().isEmpty();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new CacheException(Reason.UNAVAILABLE, "Cannot look at the cache in " + directory + ": " + e, e);
        }
    }

    private static Path files(CacheSettings settings) {
        return settings.path().resolve("files");
    }

    private static Path database(CacheSettings settings) {
        return settings.path().resolve("rocksdb");
    }
}
