package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.testing.CacheContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyViewTest extends CacheContract {
    @TempDir
    Path temporary;

    @Override
    protected Cache open() {
        Path directory = temporary.resolve("cache");
        if (!Files.exists(directory)) {
            RocksDbCache.open(directory, 16 << 20).close();
        }
        return RocksDbCache.openReadOnly(directory, RocksDbCache.Limits.ofBytes(16 << 20));
    }
}
