package dev.pimainteno.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A watermark as JSON, for whatever keeps it: the version of this format, the project's name and the watermark's own fields.
 */
public final class WatermarkFormat {
    static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private record Stored(int version, String project, ProjectWatermark watermark) {}

    private WatermarkFormat() {}

    /** Encodes a watermark; equal watermarks have equal bytes. */
    public static byte[] encode(ProjectId project, ProjectWatermark watermark) {
        try {
            String json = MAPPER.writeValueAsString(new Stored(VERSION, project.value(), watermark));
            return (json + '\n').getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a watermark can always be written as JSON", e);
        }
    }

    /**
     * Decodes a project's watermark.
     *
     * @throws IOException if the bytes are no watermark of that project; the message says in which way
     */
    public static ProjectWatermark decode(ProjectId project, byte[] bytes) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            requireKnownVersion(json.path("version"));
            Stored stored = MAPPER.treeToValue(json, Stored.class);
            if (!stored.project().equals(project.value())) {
                throw new IOException("it belongs to the project '" + stored.project() + "'");
            }
            return stored.watermark();
        } catch (JsonProcessingException e) {
            throw new IOException("it is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static void requireKnownVersion(JsonNode version) throws IOException {
        if (!version.isInt()) {
            throw new IOException("it is damaged: no format version");
        }
        if (version.intValue() != VERSION) {
            throw new IOException("its format version is " + version + ", and this program knows " + VERSION);
        }
    }
}
