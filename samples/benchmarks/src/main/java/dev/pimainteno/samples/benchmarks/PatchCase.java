package dev.pimainteno.samples.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A reply of the patch engine's own corpus, the files that it is about, and what may become of them. Contents only: modes
 * and links do not count here.
 *
 * @param damage what was done to the true diff, {@code clean} if nothing
 * @param expect {@code recover} if the edit must be made, {@code refuse} if nothing may change, {@code either} if both is right
 * @param after the contents of all files after the edit, of which any is right
 */
record PatchCase(
        String id,
        String damage,
        String expect,
        byte[] reply,
        Map<String, byte[]> files,
        List<Map<String, byte[]>> after) {

    private static final int LARGE_LINES = 10_000;
    private static final int LARGE_HUNKS = 20;

    /** How an engine did. */
    enum Outcome {
        RIGHT,
        REFUSED,
        WRONG
    }

    /** Returns the cases in the order of the corpus, but for those whose files a tree in memory cannot hold. */
    static List<PatchCase> all() {
        try {
            Map<String, String> texts = new HashMap<>();
            for (JsonNode blob : lines("blobs.jsonl")) {
                texts.put(blob.get("h").asText(), blob.get("t").asText());
            }
            return lines("cases.jsonl").stream()
                    .filter(json -> json.get("base").properties().stream().allMatch(PatchCase::isPlain))
                    .map(json -> of(json, texts))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a case by its id, {@code large} for one that is no part of the corpus. */
    static PatchCase withId(String id) {
        return id.equals("large")
                ? large()
                : all().stream()
                        .filter(patchCase -> patchCase.id.equals(id))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("the corpus has no case '" + id + "'"));
    }

    /** Returns a true diff of twenty hunks for a file of 10,000 lines. */
    static PatchCase large() {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        StringBuilder diff = new StringBuilder(
                "diff --git a/src/large.txt b/src/large.txt\n" + "--- a/src/large.txt\n+++ b/src/large.txt\n");
        for (int i = 1; i <= LARGE_LINES; i++) {
            boolean changes = i % (LARGE_LINES / LARGE_HUNKS) == LARGE_LINES / LARGE_HUNKS / 2;
            String line = "line %d of %d, not unlike the others\n".formatted(i, LARGE_LINES);
            String changed = changes ? "changed " + line : line;
            before.append(line);
            after.append(changed);
            if (changes) {
                diff.append("@@ -%d,7 +%d,7 @@\n".formatted(i - 3, i - 3));
                for (int context = i - 3; context <= i + 3; context++) {
                    String text = "line %d of %d, not unlike the others\n".formatted(context, LARGE_LINES);
                    diff.append(context == i ? "-" + text + "+" + changed : " " + text);
                }
            }
        }
        return new PatchCase(
                "large",
                "clean",
                "recover",
                diff.toString().getBytes(UTF_8),
                Map.of("src/large.txt", before.toString().getBytes(UTF_8)),
                List.of(Map.of("src/large.txt", after.toString().getBytes(UTF_8))));
    }

    boolean mustBeRecovered() {
        return expect.equals("recover");
    }

    /** Judges what an engine made of the reply. */
    Outcome judge(Patcher patcher) {
        return patcher.patch(reply).map(this::judge).orElse(Outcome.REFUSED);
    }

    private Outcome judge(Patcher.Patched patched) {
        Map<String, byte[]> now = new TreeMap<>(files);
        now.keySet().removeAll(patched.gone());
        now.putAll(patched.contents());
        return after.stream().anyMatch(right -> same(right, now)) ? Outcome.RIGHT : Outcome.WRONG;
    }

    private static boolean same(Map<String, byte[]> some, Map<String, byte[]> others) {
        return some.keySet().equals(others.keySet())
                && some.keySet().stream().allMatch(path -> Arrays.equals(some.get(path), others.get(path)));
    }

    private static PatchCase of(JsonNode json, Map<String, String> texts) {
        Map<String, byte[]> files = new TreeMap<>();
        json.get("base").properties().forEach(file -> files.put(file.getKey(), content(file.getValue(), texts)));
        List<Map<String, byte[]>> after = new ArrayList<>();
        for (JsonNode delta : json.path("after")) {
            Map<String, byte[]> right = new TreeMap<>(files);
            for (Map.Entry<String, JsonNode> file : delta.properties()) {
                if (file.getValue().isNull()) {
                    right.remove(file.getKey());
                } else {
                    right.put(file.getKey(), content(file.getValue(), texts));
                }
            }
            after.add(right);
        }
        List<String> damage = new ArrayList<>();
        json.get("classes").forEach(name -> damage.add(name.asText()));
        return new PatchCase(
                json.get("id").asText(),
                String.join(", ", damage),
                json.get("expect").asText(),
                bytes(json, "reply", "reply_b64"),
                files,
                after);
    }

    private static boolean isPlain(Map.Entry<String, JsonNode> file) {
        return !file.getValue().has("link") && !file.getKey().startsWith(".git/");
    }

    private static byte[] content(JsonNode file, Map<String, String> texts) {
        return file.has("blob")
                ? bytes(Objects.requireNonNull(texts.get(file.get("blob").asText())))
                : bytes(file, "text", "b64");
    }

    private static byte[] bytes(JsonNode json, String text, String base64) {
        return json.has(base64)
                ? Base64.getDecoder().decode(json.get(base64).asText())
                : bytes(json.get(text).asText());
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

    private static List<JsonNode> lines(String resource) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> values = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PatchCase.class.getResourceAsStream("/patch-corpus/" + resource)), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                values.add(mapper.readTree(line));
            }
        }
        return values;
    }
}
