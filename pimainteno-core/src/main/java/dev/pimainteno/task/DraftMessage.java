package dev.pimainteno.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What a model answered when it was asked for a commit message: JSON, JSON in a fence or in a sentence, or plain text.
 *
 * @param subject as the model wrote it
 * @param body as the model wrote it; empty if there is none
 */
record DraftMessage(String subject, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the parts of an answer; absent if it looks like JSON and has none of them. */
    static Optional<DraftMessage> parse(String answer) {
        String text = MarkdownFence.strip(answer).strip();
        int open = text.indexOf('{');
        int close = text.lastIndexOf('}');
        if (open >= 0 && close > open) {
            Optional<DraftMessage> message = json(text.substring(open, close + 1));
            if (message.isPresent() || open == 0) {
                return message;
            }
        }
        int end = text.indexOf('\n');
        return Optional.of(
                end < 0
                        ? new DraftMessage(text, "")
                        : new DraftMessage(text.substring(0, end), text.substring(end + 1)));
    }

    private static Optional<DraftMessage> json(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            JsonNode subject = message.path("subject");
            return subject.isTextual()
                    ? Optional.of(new DraftMessage(
                            subject.textValue(), message.path("body").asText("")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            // An answer in another form than the one asked for is an expected answer; the caller goes on without it.
            return Optional.empty();
        }
    }
}
