package dev.pimainteno.answers;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The form in which an answer is cached: one byte that names the form, then the text in UTF-8. */
final class StoredAnswer {
    private static final byte FORM = 1;

    private StoredAnswer() {}

    /** Encodes an answer; nothing if UTF-8 cannot hold it unchanged. */
    static Optional<byte[]> encode(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] stored = new byte[1 + encoded.remaining()];
            stored[0] = FORM;
            encoded.get(stored, 1, stored.length - 1);
            return Optional.of(stored);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Decodes what {@link #encode} made; nothing if these bytes are anything else, or an empty answer. */
    static Optional<String> decode(byte[] stored) {
        if (stored.length < 2 || stored[0] != FORM) {
            return Optional.empty();
        }
        try {
            ByteBuffer encoded = ByteBuffer.wrap(stored, 1, stored.length - 1);
            String text = StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
