package dev.pimainteno.learning;

import dev.pimainteno.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one rule. Immutable.
 *
 * @param value eight hex digits
 */
public record LearningId(String value) {
    private static final int LENGTH = 8;
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{8}");

    public LearningId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a rule (eight hex digits): '" + value + "'");
        }
    }

    /** Returns the name of a rule as it is first said: the same words for the same project have the same name. */
    public static LearningId of(Optional<ProjectId> project, String rule) {
        try {
            String text = project.map(ProjectId::value).orElse("") + "\0" + rule;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new LearningId(HexFormat.of().formatHex(digest).substring(0, LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
