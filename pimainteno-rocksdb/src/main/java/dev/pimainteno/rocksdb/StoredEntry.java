package dev.pimainteno.rocksdb;

import dev.pimainteno.cache.CacheKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * A value and when it was last used, as one record of the store: four bytes of magic, eight of the seconds since 1970,
 * thirty-two of SHA-256 over key, seconds and value, then the value. RocksDB has checksums of its own; the digest holds
 * where those end, at a record under a wrong key or one that another program wrote. Immutable, as long as nobody writes
 * to the array.
 */
final class StoredEntry {
    static final int HEADER_BYTES = 44;
    private static final int MAGIC = 0x504d5231;

    private final Instant lastUsed;
    private final byte[] value;

    /**
     * @param lastUsed kept to the second
     */
    StoredEntry(Instant lastUsed, byte[] value) {
        this.lastUsed = lastUsed.truncatedTo(ChronoUnit.SECONDS);
        this.value = value;
    }

    /** Returns what stands for a key in the store; keys of a namespace stand together. */
    static byte[] keyBytes(CacheKey key) {
        return (key.namespace() + '\n' + key.contentId()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a record; nothing if it is damaged or belongs to another key. */
    static Optional<StoredEntry> decode(CacheKey key, byte[] bytes) {
        ByteBuffer record = ByteBuffer.wrap(bytes);
        Optional<Instant> lastUsed = lastUsed(record);
        if (lastUsed.isEmpty()) {
            return Optional.empty();
        }
        byte[] digest = Arrays.copyOfRange(bytes, 12, HEADER_BYTES);
        StoredEntry entry = new StoredEntry(lastUsed.get(), Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length));
        return MessageDigest.isEqual(digest, entry.digest(key)) ? Optional.of(entry) : Optional.empty();
    }

    /** Reads when an entry was last used out of the first bytes of its record; nothing if it is none. */
    static Optional<Instant> lastUsed(ByteBuffer record) {
        return record.remaining() >= HEADER_BYTES && record.getInt(0) == MAGIC
                ? Optional.of(Instant.ofEpochSecond(Math.max(0, Math.min(record.getLong(4), Integer.MAX_VALUE * 2L))))
                : Optional.empty();
    }

    byte[] encode(CacheKey key) {
        return ByteBuffer.allocate(HEADER_BYTES + value.length)
                .putInt(MAGIC)
                .putLong(lastUsed.getEpochSecond())
                .put(digest(key))
                .put(value)
                .array();
    }

    boolean unusedSince(Instant moment) {
        return lastUsed.isBefore(moment);
    }

    boolean unusedFor(Duration duration, Instant now) {
        return unusedSince(now.minus(duration));
    }

    boolean sameAs(StoredEntry other) {
        return lastUsed.equals(other.lastUsed) && Arrays.equals(value, other.value);
    }

    StoredEntry usedAt(Instant moment) {
        return new StoredEntry(moment, value);
    }

    /** Returns the value itself, not a copy. */
    byte[] value() {
        return value;
    }

    private byte[] digest(CacheKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(keyBytes(key));
            digest.update(ByteBuffer.allocate(9)
                    .put((byte) '\n')
                    .putLong(lastUsed.getEpochSecond())
                    .array());
            return digest.digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
