package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One case of the corpus under {@code patch-corpus}: files, a reply, and what may become of the files. */
record CorpusCase(JsonNode json, Map<String, String> blobs) {

    static List<CorpusCase> all() throws IOException {
        Map<String, String> blobs = new HashMap<>();
        for (JsonNode blob : lines("/patch-corpus/blobs.jsonl")) {
            blobs.put(blob.get("h").asText(), blob.get("t").asText());
        }
        return lines("/patch-corpus/cases.jsonl").stream()
                .map(json -> new CorpusCase(json, blobs))
                .toList();
    }

    String id() {
        return json.get("id").asText();
    }

    String expect() {
        return json.get("expect").asText();
    }

    byte[] reply() {
        return json.has("reply_b64")
                ? Base64.getDecoder().decode(json.get("reply_b64").asText())
                : bytes(json.get("reply").asText());
    }

    byte[] content(JsonNode file) {
        if (file.has("b64")) {
            return Base64.getDecoder().decode(file.get("b64").asText());
        }
        return bytes(
                file.has("text")
                        ? file.get("text").asText()
                        : Objects.requireNonNull(blobs.get(file.get("blob").asText())));
    }

    @Override
    public String toString() {
        return id() + " " + json.get("classes");
    }

    /** Encodes as UTF-8, where a lone surrogate from dc80 on stands for a byte that is not UTF-8. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (c >= 0xdc80 && c <= 0xdcff) {
                bytes.write(c - 0xdc00);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** Returns the values of a resource that has one on each line. */
    static List<JsonNode> lines(String resource) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> values = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(CorpusCase.class.getResourceAsStream(resource)), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                values.add(mapper.readTree(line));
            }
        }
        return values;
    }
}
