package dev.pimainteno.testing;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.StoredCache;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCacheTest extends StoredCacheContract {
    @TempDir
    Path directory;

    @Override
    protected StoredCache open() {
        return Cache.inDirectory(directory.resolve("cache"), 16 << 20);
    }
}
