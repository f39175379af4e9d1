package dev.pimainteno.codex;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.llm.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON lines of three generations of codex: items and turns (from 0.44), {@code msg} objects (0.8 to 0.42) and
 * the Responses items of the versions in TypeScript. What it does not know, it passes over. For one text.
 */
final class TranscriptReader {
    /** The size of the text is bounded where it is read, so the parser need not bound it again. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private boolean empty = true;
    private boolean started;
    private boolean completed;
    private @Nullable String failure;
    private @Nullable String trouble;
    private @Nullable String message;
    private TokenUsage usage = TokenUsage.none();

    private TranscriptReader() {}

    static Transcript read(String output) {
        TranscriptReader reader = new TranscriptReader();
        // Only \n ends an event: U+2028 and the like stand unescaped inside of them.
        int from = 0;
        while (from < output.length()) {
            int end = output.indexOf('\n', from);
            int to = end < 0 ? output.length() : end;
            reader.line(output.substring(from, to));
            from = to + 1;
        }
        return reader.transcript();
    }

    /** Whether a line is a failure after which versions up to 0.20 neither say more nor exit. */
    static boolean isFatal(String line) {
        JsonNode event = line.contains("\"msg\"") ? parse(line) : null;
        return event != null && event.path("msg").path("type").asText().equals("error");
    }

    private Transcript transcript() {
        return new Transcript(empty, started, completed, failure, trouble, message, usage);
    }

    private void line(String line) {
        JsonNode event = line.startsWith("{") ? parse(line) : null;
        if (event == null || !event.isObject()) {
            return;
        }
        empty = false;
        if (event.path("msg").isObject()) {
            message(event.path("msg"));
        } else if (event.has("role")) {
            responsesItem(event);
        } else {
            threadEvent(event);
        }
    }

    private static @Nullable JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            // Not an event: launchers and old versions print plain text between the events.
            return null;
        }
    }

    private void threadEvent(JsonNode event) {
        switch (event.path("type").asText()) {
            case "turn.started" -> started = true;
            case "turn.completed" -> {
                completed = true;
                usage = usage.plus(usage(event.path("usage")));
            }
            case "turn.failed" -> failure = event.path("error").path("message").asText();
            case "error" -> trouble = event.path("message").asText();
            case "item.completed" -> {
                if (event.path("item").path("type").asText().equals("agent_message")) {
                    message = event.path("item").path("text").asText();
                }
            }
            default -> {}
        }
    }

    private void message(JsonNode msg) {
        switch (msg.path("type").asText()) {
            case "task_started" -> started = true;
            case "agent_message" -> message = msg.path("message").asText();
            case "task_complete" -> completed = true;
            case "token_count" -> tokenCount(msg);
            case "stream_error" -> trouble = msg.path("message").asText();
            case "error" -> failure = msg.path("message").asText();
            default -> {}
        }
    }

    /** Each call of a turn ends with its count; one without figures comes before the first call. */
    private void tokenCount(JsonNode msg) {
        if (msg.path("input_tokens").isNumber()) {
            completed = true;
            usage = usage.plus(usage(msg));
        } else if (msg.path("info").isObject()) {
            completed = true;
            usage = usage(msg.path("info").path("total_token_usage"));
        }
    }

    private void responsesItem(JsonNode item) {
        String role = item.path("role").asText();
        StringBuilder text = new StringBuilder();
        item.path("content").forEach(part -> text.append(part.path("text").asText()));
        if (role.equals("assistant")) {
            started = true;
            completed = true;
            message = text.toString();
        } else if (role.equals("system")) {
            failure = text.toString();
        }
    }

    private static TokenUsage usage(JsonNode counts) {
        return new TokenUsage(
                count(counts, "input_tokens"),
                count(counts, "cached_input_tokens"),
                count(counts, "output_tokens"),
                count(counts, "reasoning_output_tokens"));
    }

    private static long count(JsonNode counts, String name) {
        return Math.max(0, counts.path(name).asLong());
    }
}
