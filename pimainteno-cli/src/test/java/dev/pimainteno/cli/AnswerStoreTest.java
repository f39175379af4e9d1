package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.cache.StoredCache;
import dev.pimainteno.config.CacheSettings;
import dev.pimainteno.config.CacheSettings.Store;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerStoreTest {
    private static final CacheKey KEY = new CacheKey("answers", "abc");

    @TempDir
    Path directory;

    @Test
    void keepsEachKindInADirectoryOfItsOwn() {
        put(Store.ROCKSDB, 1);
        put(Store.FILES, 2);

        assertHolds(Store.ROCKSDB, 1, "rocksdb");
        assertHolds(Store.FILES, 2, "files");
        assertThat(directory).isDirectoryContaining("glob:**/rocksdb").isDirectoryContaining("glob:**/files");
    }

    @Test
    void readsWhatIsThereWhileSomebodyElseWrites() {
        put(Store.ROCKSDB, 1);

        try (StoredCache writer = open(Store.ROCKSDB);
                StoredCache reader = open(Store.ROCKSDB)) {
            assertThat(reader.get(KEY)).hasValue(new byte[] {1});
            reader.put(KEY, new byte[] {2});

            assertThat(reader.get(KEY)).hasValue(new byte[] {2});
            assertThat(writer.get(KEY)).hasValue(new byte[] {1});
        }
    }

    private void put(Store store, int value) {
        try (StoredCache cache = open(store)) {
            cache.put(KEY, new byte[] {(byte) value});
        }
    }

    private void assertHolds(Store store, int value, String kind) {
        try (StoredCache cache = open(store)) {
            assertThat(cache.get(KEY)).hasValue(new byte[] {(byte) value});
            assertThat(cache.usage().store()).isEqualTo(kind);
        }
    }

    private StoredCache open(Store store) {
        return AnswerStore.open(new CacheSettings(directory, store, 1 << 20));
    }
}
