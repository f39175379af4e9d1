package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the diff in a reply that is JSON: one value, one value a line as agents print their events, or one in a fence.
 * Strings that somebody else than the model said (a user, a tool, a command's output) do not count.
 */
final class JsonReply {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private static final Pattern LOOKS_LIKE_JSON = Pattern.compile("(?s)(?:\\{\\s*[\"}]|\\[\\s*[\\[{\"\\]]).*");
    private static final Pattern DIFF = Pattern.compile(
            "^[ \\t]{0,8}(?:diff --git |--- |\\+\\+\\+ |@@|\\*\\*\\* Begin Patch|<{5,9} (?:SEARCH|ORIGINAL))",
            Pattern.MULTILINE);
    private static final Pattern HUNKS_ONLY = Pattern.compile("\\s*@@");
    private static final List<String> PATH_KEYS =
            List.of("path", "file", "filename", "file_path", "filePath", "file_name");
    private static final String FENCE = "```";
    private static final int MOST_TOKENS = 500_000;
    private static final Set<String> OTHER_ROLES = Set.of("user", "system", "developer", "tool", "function");
    private static final Set<String> OTHER_TYPES = Set.of(
            "reasoning", "command_execution", "function_call_output", "tool_result", "tool_call", "mcp_tool_call");
    private static final String AGENT_MESSAGE = "agent_message";

    private JsonReply() {}

    /** Returns the text inside, one {@code char} per byte; nothing if the reply is not JSON. */
    static Optional<String> unwrap(String reply) throws Refused {
        String text = reply.strip();
        if (text.startsWith("\"") || LOOKS_LIKE_JSON.matcher(text).matches()) {
            List<JsonNode> values = values(text);
            if (!values.isEmpty()) {
                return Optional.of(onlyDiff(values));
            }
            if (text.startsWith("\"")) {
                return Optional.empty(); // a sentence that starts with a quotation
            }
            throw new Refused("the reply is JSON that breaks off or is broken");
        }
        return fenced(reply);
    }

    private static Optional<String> fenced(String reply) throws Refused {
        Optional<String> embedded = DIFF.matcher(reply).find() ? Optional.empty() : embedded(reply);
        if (embedded.isPresent()) {
            return embedded;
        }
        int start = ("\n" + reply).indexOf("\n" + FENCE + "json");
        int end = start < 0 ? -1 : reply.indexOf("\n" + FENCE, start + 1);
        if (end < 0 || DIFF.matcher(reply).find()) {
            return Optional.empty();
        }
        int body = reply.indexOf('\n', start);
        List<JsonNode> values = body < end ? values(reply.substring(body, end).strip()) : List.of();
        return values.isEmpty() ? Optional.empty() : Optional.of(onlyDiff(values));
    }

    /** Returns the diff in a value that stands between lines of text. */
    private static Optional<String> embedded(String reply) throws Refused {
        int start = ("\n" + reply).indexOf("\n{");
        int end = (reply + "\n").lastIndexOf("}\n");
        if (start < 0
                || end < start
                || !LOOKS_LIKE_JSON.matcher(reply.substring(start)).matches()) {
            return Optional.empty();
        }
        Optional<JsonNode> value = parse(reply.substring(start, end + 1));
        return value.isEmpty() ? Optional.empty() : Optional.of(onlyDiff(List.of(value.get())));
    }

    /** Returns the one value, or the value of every line; nothing if the text is neither. */
    private static List<JsonNode> values(String text) throws Refused {
        checkSize(text);
        Optional<JsonNode> whole = parse(text);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        List<JsonNode> values = new ArrayList<>();
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            if (!line.isBlank()) {
                Optional<JsonNode> value = parse(line);
                if (value.isEmpty()) {
                    return List.of();
                }
                values.add(value.get());
            }
        }
        return values;
    }

    /** Refuses JSON of so many values that they take far more memory than the text. */
    private static void checkSize(String text) throws Refused {
        try (JsonParser parser = READER.createParser(text.getBytes(ISO_8859_1))) {
            for (int tokens = 0; parser.nextToken() != null; tokens++) {
                if (tokens == MOST_TOKENS) {
                    throw new Refused("the reply is JSON of more than %,d tokens".formatted(MOST_TOKENS));
                }
            }
        } catch (IOException e) {
            return; // where it is broken, reading it ends as well
        }
    }

    private static Optional<JsonNode> parse(String json) {
        return parse(json, ISO_8859_1);
    }

    private static Optional<JsonNode> parse(String json, Charset charset) {
        try {
            JsonNode value = READER.readTree(json.getBytes(charset));
            return value.isMissingNode() ? Optional.empty() : Optional.of(value);
        } catch (IOException e) {
            return Optional.empty(); // not JSON is an answer here
        }
    }

    private static String onlyDiff(List<JsonNode> values) throws Refused {
        boolean agent = values.stream()
                .anyMatch(value -> !value.findValuesAsText("type").isEmpty() && speaksAgent(value));
        Set<String> diffs = new LinkedHashSet<>();
        for (JsonNode value : values) {
            Set<String> texts = new LinkedHashSet<>();
            collect(value, !agent, agent, texts);
            if (!texts.isEmpty()) {
                diffs.add(String.join("\n", texts));
            }
        }
        if (diffs.isEmpty()) {
            throw new Refused("the reply is JSON without a diff in its strings");
        }
        if (diffs.size() > 1) {
            throw new Refused("the reply holds " + diffs.size() + " messages with different diffs; it must be one");
        }
        return ReplyText.toLatin(diffs.iterator().next());
    }

    private static boolean speaksAgent(JsonNode value) {
        return value.findValuesAsText("type").contains(AGENT_MESSAGE);
    }

    /** Returns the file that an object names beside its hunks; empty if it names none. */
    private static String pathIn(JsonNode object) {
        for (String key : PATH_KEYS) {
            String path = object.path(key).asText();
            if (!path.isBlank() && path.indexOf('\n') < 0) {
                return path;
            }
        }
        return "";
    }

    /** Returns the value that a string is, where JSON was put into JSON, or the lines that strings in a row are. */
    private static Optional<JsonNode> nested(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue().strip();
            boolean json =
                    text.startsWith("\"") || LOOKS_LIKE_JSON.matcher(text).matches();
            return json ? parse(text, UTF_8) : Optional.empty();
        }
        boolean lines = value.isArray() && value.size() > 1;
        StringBuilder text = new StringBuilder();
        for (JsonNode line : value) {
            lines &= line.isTextual() && line.textValue().indexOf('\n') < 0;
            text.append(line.asText()).append('\n');
        }
        return lines && DIFF.matcher(text).find() ? Optional.of(TextNode.valueOf(text.toString())) : Optional.empty();
    }

    /** Adds the strings below a value that hold a diff; of an agent's events only those of its messages. */
    private static void collect(JsonNode value, boolean wanted, boolean agent, Set<String> texts) {
        Optional<JsonNode> nested = wanted ? nested(value) : Optional.empty();
        if (nested.isPresent()) {
            collect(nested.get(), true, agent, texts);
            return;
        }
        if (value.isTextual()) {
            if (wanted && DIFF.matcher(value.textValue()).find()) {
                texts.add(value.textValue());
            }
            return;
        }
        if (wanted && value.isObject()) {
            String path = pathIn(value);
            for (JsonNode inner : value) {
                if (!path.isEmpty()
                        && inner.isTextual()
                        && HUNKS_ONLY.matcher(inner.textValue()).lookingAt()) {
                    texts.add("--- a/" + path + "\n+++ b/" + path + "\n" + inner.textValue());
                    return;
                }
            }
        }
        if (OTHER_ROLES.contains(value.path("role").asText())
                || OTHER_TYPES.contains(value.path("type").asText())) {
            return;
        }
        boolean said = wanted || (agent && value.path("type").asText().equals(AGENT_MESSAGE));
        for (JsonNode inner : value) {
            collect(inner, said, agent, texts);
        }
    }
}
