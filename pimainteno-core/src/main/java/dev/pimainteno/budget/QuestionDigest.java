package dev.pimainteno.budget;

import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a question by all that its answer depends on, so that it is seen when it is asked again. */
final class QuestionDigest {

    private QuestionDigest() {}

    static String of(LlmIdentity identity, LlmRequest request) {
        MessageDigest digest = sha256();
        List<String> fields = List.of(
                request.purpose(),
                request.template(),
                identity.provider(),
                identity.model(),
                identity.parameters(),
                request.schema() == null ? "" : request.schema(),
                request.prompt());
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
