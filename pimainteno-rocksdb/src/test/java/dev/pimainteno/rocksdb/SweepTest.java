package dev.pimainteno.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cache.CacheKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** A sweep beside threads that put and remove. */
@Timeout(60)
class SweepTest {
    private static final CacheKey KEY = new CacheKey("answers", "abc");
    private static final CacheKey OTHER = new CacheKey("answers", "other");
    private static final Instant OLDEST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant OUTDATED = OLDEST.minus(Duration.ofDays(1));
    private static final long MAX_BYTES = 1 << 20;

    @TempDir
    Path directory;

    private final KeyLocks locks = new KeyLocks();
    private Store store;

    @BeforeEach
    void openAStoreWithTwoEntriesOutOfDate() throws RocksDBException {
        store = Store.open(directory, MAX_BYTES, true, true);
        put(KEY, OUTDATED, 1);
        put(OTHER, OUTDATED, 2);
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    @Test
    void deletesWhatIsAsItWasSeen() throws RocksDBException {
        sweep(deletion());

        assertThat(value(KEY)).isEmpty();
        assertThat(value(OTHER)).isEmpty();
    }

    @Test
    void leavesWhatWasPutAgainSinceItWasSeen() throws RocksDBException {
        sweep((key, seen) -> {
            if (key.equals(KEY)) {
                put(KEY, OLDEST, 3);
            }
            deletion().delete(key, seen);
        });

        assertThat(value(KEY)).hasValue(new byte[] {3});
        assertThat(value(OTHER)).isEmpty();
    }

    @Test
    void leavesWhatWasPutInPlaceOfADamagedRecordSinceItWasSeen() throws RocksDBException {
        store.put(StoredEntry.keyBytes(KEY), new byte[3]);
        store.put(StoredEntry.keyBytes(OTHER), new byte[3]);

        sweep((key, seen) -> {
            if (key.equals(KEY)) {
                put(KEY, OLDEST, 3);
            }
            deletion().delete(key, seen);
        });

        assertThat(value(KEY)).hasValue(new byte[] {3});
        assertThat(store.get(StoredEntry.keyBytes(OTHER))).isEmpty();
    }

    @Test
    void leavesWhatAnotherThreadIsAtWithoutWaitingForIt() throws RocksDBException {
        locks.with(KEY, () -> CompletableFuture.runAsync(this::sweepUnchecked).join());
        assertThat(value(KEY)).hasValue(new byte[] {1});

        sweep(deletion());
        assertThat(value(KEY)).as("afterwards").isEmpty();
    }

    private void sweepUnchecked() {
        try {
            sweep(deletion());
        } catch (RocksDBException e) {
            throw new AssertionError(e);
        }
    }

    private void sweep(Sweep.Deletion deletion) throws RocksDBException {
        Sweep.of(store, deletion, MAX_BYTES, OLDEST);
    }

    private Sweep.Deletion deletion() {
        return new UnchangedDeletion(store, locks);
    }

    private void put(CacheKey key, Instant lastUsed, int value) throws RocksDBException {
        byte[] record = new StoredEntry(lastUsed, new byte[] {(byte) value}).encode(key);
        store.put(StoredEntry.keyBytes(key), record);
    }

    private Optional<byte[]> value(CacheKey key) throws RocksDBException {
        return store.get(StoredEntry.keyBytes(key))
                .flatMap(record -> StoredEntry.decode(key, record))
                .map(StoredEntry::value);
    }
}
