package dev.pimainteno.answers;

import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names an answer by all that it depends on. Who asks, in which run and with how much patience does not count, so that
 * two projects with the same question share an answer.
 */
final class AnswerKeys {
    private static final String NAMESPACE = "answers";
    /** Changes whenever the fields below do. */
    private static final String VERSION = "answer-key.v1";

    private AnswerKeys() {}

    static CacheKey of(LlmIdentity identity, LlmRequest request) {
        MessageDigest digest = sha256();
        update(digest, VERSION);
        update(digest, request.purpose());
        update(digest, request.template());
        update(digest, identity.provider());
        update(digest, identity.model());
        update(digest, identity.parameters());
        update(digest, request.schema());
        update(digest, request.prompt());
        return new CacheKey(NAMESPACE, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Adds one field: its length, then its characters in UTF-16. The length keeps neighbours apart; a charset would map
     * different malformed texts to the same bytes.
     */
    private static void update(MessageDigest digest, @Nullable String field) {
        String text = field == null ? "" : field;
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + text.length() * Character.BYTES);
        bytes.putInt(field == null ? -1 : text.length());
        bytes.asCharBuffer().put(text);
        digest.update(bytes.array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
