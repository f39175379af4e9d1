package dev.pimainteno.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A reply and the directory that it is about. Immutable.
 *
 * @param directory absolute
 */
record BatchRequest(@Nullable RequestId id, Path directory, Reply reply) {

    /** A reply, as text or as bytes. */
    @FunctionalInterface
    interface Reply {
        ReplyApplication.Result applyBy(ReplyApplication application);
    }

    /** Collects a request, so that as much of a broken one is known as was read. For one thread. */
    static final class Builder {
        private @Nullable RequestId id;
        private @Nullable String directory;
        private @Nullable String reply;
        private @Nullable String encodedReply;

        @Nullable
        RequestId id() {
            return id;
        }

        /**
         * @throws com.fasterxml.jackson.core.JsonProcessingException if the line is not JSON
         * @throws IllegalArgumentException if it is, and no request
         */
        void read(JsonFactory json, byte[] line) throws IOException {
            try (JsonParser parser = json.createParser(line)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new IllegalArgumentException("the request is no JSON object");
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    parser.nextToken();
                    readField(parser, field);
                }
                if (parser.nextToken() != null) {
                    throw new IllegalArgumentException("there is something after the request's JSON object");
                }
            }
        }

        private void readField(JsonParser parser, String field) throws IOException {
            switch (field) {
                case "id" -> id = readId(parser);
                case "dir" -> directory = text(parser, field);
                case "reply" -> reply = text(parser, field);
                case "reply_b64" -> encodedReply = text(parser, field);
                default -> parser.skipChildren();
            }
        }

        private static @Nullable RequestId readId(JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            boolean number = parser.currentToken().isNumeric();
            if (!number && parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new IllegalArgumentException("id: a string or a number is needed");
            }
            return new RequestId(parser.getText(), number);
        }

        private static String text(JsonParser parser, String field) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw new IllegalArgumentException(field + ": a string is needed");
            }
            return parser.getText();
        }

        /**
         * @throws IllegalArgumentException if something is missing or wrong
         */
        BatchRequest build() {
            if (directory == null) {
                throw new IllegalArgumentException("dir: the directory to edit is missing");
            }
            Path path = Path.of(directory);
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("dir: an absolute path is needed, not '" + directory + "'");
            }
            return new BatchRequest(id, path, replyIn(reply, encodedReply));
        }

        private static byte[] decoded(String encoded) {
            try {
                return Base64.getDecoder().decode(encoded);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("reply_b64: not Base64: " + e.getMessage(), e);
            }
        }

        private static Reply replyIn(@Nullable String text, @Nullable String encoded) {
            if (text != null && encoded == null) {
                return application -> application.apply(text);
            }
            if (text == null && encoded != null) {
                byte[] bytes = decoded(encoded);
                return application -> application.apply(bytes);
            }
            throw new IllegalArgumentException("one of reply and reply_b64 is needed");
        }
    }
}
