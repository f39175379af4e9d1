package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A reply under {@code patch-replies}, and what the engine must make of it: the files afterwards and where each hunk went, or
 * why it is refused.
 */
record RecordedReply(JsonNode json) {

    static List<RecordedReply> all() throws IOException {
        return CorpusCase.lines("/patch-replies/replies.jsonl").stream()
                .map(RecordedReply::new)
                .toList();
    }

    String reply() {
        return json.get("reply").asText();
    }

    TestFiles tree() {
        return tree(texts("files"));
    }

    /** Returns the tree that the reply was written for, if that has moved on. */
    @Nullable
    TestFiles base() {
        return json.has("base") ? tree(texts("base")) : null;
    }

    boolean isRefused() {
        return json.has("reasons");
    }

    /** Returns the reasons of the refusal. */
    List<String> reasons() {
        return strings("reasons");
    }

    /** Returns where the hunks went. */
    List<String> placements() {
        return strings("placements");
    }

    /** Returns every file that must be there afterwards. */
    Map<String, String> after() {
        return texts("after");
    }

    @Override
    public String toString() {
        return json.get("damage").toString() + ", " + json.get("id").asText();
    }

    private List<String> strings(String field) {
        List<String> strings = new ArrayList<>();
        json.get(field).forEach(element -> strings.add(element.asText()));
        return strings;
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new TreeMap<>();
        json.get(field)
                .properties()
                .forEach(file -> texts.put(file.getKey(), file.getValue().asText()));
        return texts;
    }

    private static TestFiles tree(Map<String, String> texts) {
        TestFiles tree = TestFiles.of();
        texts.forEach((path, text) -> tree.files().put(path, text.getBytes(UTF_8)));
        return tree;
    }
}
