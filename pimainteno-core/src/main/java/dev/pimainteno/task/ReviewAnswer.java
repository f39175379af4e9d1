package dev.pimainteno.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a model's review. Nothing is guessed: what is not exactly as asked for is no review. */
final class ReviewAnswer {
    static final String SCHEMA = """
        {"type":"object","properties":{"verdict":{"type":"string","enum":["approve","concerns","reject"]},\
        "reasons":{"type":"array","items":{"type":"string"}}},\
        "required":["verdict","reasons"],"additionalProperties":false}\
        """;

    private static final Map<String, ReviewOpinion.Word> WORDS = Map.of(
            "approve",
            ReviewOpinion.Word.APPROVE,
            "concerns",
            ReviewOpinion.Word.CONCERNS,
            "reject",
            ReviewOpinion.Word.REJECT);
    private static final int MOST_REASONS = 10;
    private static final int LONGEST_REASON = 500;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ReviewAnswer() {}

    /** Returns the opinion, or nothing if the answer is not one JSON object as asked for. */
    static Optional<ReviewOpinion> parse(String answer) {
        JsonNode root;
        try {
            root = MAPPER.readTree(answer);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        Set<String> fields = new TreeSet<>();
        root.fieldNames().forEachRemaining(fields::add);
        ReviewOpinion.Word word = WORDS.get(root.path("verdict").asText(""));
        if (!fields.equals(Set.of("verdict", "reasons"))
                || word == null
                || !root.get("verdict").isTextual()) {
            return Optional.empty();
        }
        return reasons(root.get("reasons"))
                .filter(reasons -> !reasons.isEmpty() || word == ReviewOpinion.Word.APPROVE)
                .map(reasons -> new ReviewOpinion(word, reasons));
    }

    private static Optional<List<String>> reasons(JsonNode list) {
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<String> reasons = new ArrayList<>();
        for (JsonNode reason : list) {
            if (!reason.isTextual()) {
                return Optional.empty();
            }
            String line = VisibleText.cleanLine(reason.asText(), LONGEST_REASON);
            if (!line.isBlank() && reasons.size() < MOST_REASONS) {
                reasons.add(line);
            }
        }
        return Optional.of(reasons);
    }
}
