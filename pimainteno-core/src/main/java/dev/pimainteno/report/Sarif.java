package dev.pimainteno.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.report.Reports.Collection;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * SARIF, in which static analysis tools write what they have found.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class Sarif {
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100).build())
            .build());

    private Sarif() {}

    static void read(byte[] document, Collection found) throws UnreadableReportException {
        JsonNode log;
        try {
            log = JSON.readTree(document);
        } catch (IOException e) {
            throw new UnreadableReportException("no JSON", e);
        }
        if (log == null || !log.path("runs").isArray()) {
            throw new UnreadableReportException("no runs in it", null);
        }
        for (JsonNode run : log.path("runs")) {
            Map<String, String> levels = levels(run.path("tool").path("driver").path("rules"));
            for (JsonNode result : run.path("results")) {
                String rule = result.path("ruleId")
                        .asText(result.path("rule").path("id").asText(""));
                String level = result.path("level").asText(levels.getOrDefault(rule, "warning"));
                boolean suppressed = !result.path("suppressions").isEmpty();
                if (level.equals("error") && !suppressed) {
                    JsonNode place = result.path("locations").path(0).path("physicalLocation");
                    found.error(
                            rule,
                            place.path("artifactLocation").path("uri").asText(""),
                            place.path("region").path("startLine").asInt(0),
                            result.path("message").path("text").asText(""));
                }
            }
        }
    }

    /** A result without a level of its own has that of its rule. */
    private static Map<String, String> levels(JsonNode rules) {
        Map<String, String> levels = new HashMap<>();
        for (JsonNode rule : rules) {
            String level = rule.path("defaultConfiguration").path("level").asText("");
            if (!level.isEmpty()) {
                levels.put(rule.path("id").asText(""), level);
            }
        }
        return levels;
    }
}
