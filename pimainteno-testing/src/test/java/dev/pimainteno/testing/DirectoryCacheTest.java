package dev.pimainteno.testing;

import dev.pimainteno.cache.Cache;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCacheTest extends CacheContract {
    @TempDir
    Path directory;

    @Override
    protected Cache open() {
        return Cache.inDirectory(directory.resolve("cache"), 16 << 20);
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
