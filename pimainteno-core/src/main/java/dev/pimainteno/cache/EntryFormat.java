package dev.pimainteno.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The bytes of an entry's file: four of magic, four of length, thirty-two of SHA-256 over key and value, then the value.
 * The digest covers the key, so that a file under a wrong name is as damaged as one with a flipped bit.
 */
final class EntryFormat {
    static final int HEADER_BYTES = 40;
    private static final int MAGIC = 0x504d4331;
    private static final int LONGEST = Integer.MAX_VALUE - 64;

    private EntryFormat() {}

    /** Returns a file name for a key, of 64 hex digits: the same on file systems that do not tell upper from lower case. */
    static String fileName(CacheKey key) {
        return HexFormat.of().formatHex(sha256(key).digest());
    }

    static byte[] encode(CacheKey key, byte[] value) {
        return ByteBuffer.allocate(HEADER_BYTES + value.length)
                .putInt(MAGIC)
                .putInt(value.length)
                .put(digest(key, value))
                .put(value)
                .array();
    }

    /** Reads the value of a key out of its file; nothing if the file is damaged. */
    static Optional<byte[]> read(CacheKey key, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER_BYTES);
            if (header.length < HEADER_BYTES) {
                return Optional.empty();
            }
            ByteBuffer fields = ByteBuffer.wrap(header);
            int magic = fields.getInt();
            int length = fields.getInt();
            if (magic != MAGIC || length < 0 || length > LONGEST) {
                return Optional.empty();
            }
            // One byte more than promised, so that a file with something behind the value is found out.
            byte[] value = in.readNBytes(length + 1);
            byte[] expected = new byte[32];
            fields.get(expected);
            boolean whole = value.length == length && MessageDigest.isEqual(expected, digest(key, value));
            return whole ? Optional.of(value) : Optional.empty();
        }
    }

    private static byte[] digest(CacheKey key, byte[] value) {
        return sha256(key).digest(value);
    }

    private static MessageDigest sha256(CacheKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((key.namespace() + '\n' + key.contentId() + '\n').getBytes(StandardCharsets.US_ASCII));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
