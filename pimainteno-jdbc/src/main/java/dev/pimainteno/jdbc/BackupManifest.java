package dev.pimainteno.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is in a backup, which is a ZIP file: {@code tables/NAME.jsonl} with one JSON object for each row, {@code
 * artifacts/RUN/NAME} with what was kept of runs, and this, {@code manifest.json}, as the last entry.
 *
 * @param format the version of all this
 * @param schema the version of the tables
 * @param created in the form of ISO 8601
 */
record BackupManifest(int format, int schema, String created, List<Table> tables, List<Text> artifacts) {
    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";
    /** In an order in which no row names one that comes later. */
    static final List<String> TABLES = List.of(
            "counters",
            "claims",
            "runs",
            "run_events",
            "changes",
            "budget_entries",
            "services",
            "error_log",
            "watermarks",
            "pull_requests",
            "evaluations",
            "learnings",
            "rejections",
            "budget_parked",
            "budget_overrides",
            "refused_edits");

    /** The version of the tables from which on there is a table, where that is not the first. */
    private static final Map<String, Integer> SINCE =
            Map.of("rejections", 2, "budget_parked", 3, "budget_overrides", 3, "refused_edits", 3);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The rows of one table. */
    record Table(String name, long rows, long bytes, String sha256) {
        String entry() {
            return "tables/" + name + ".jsonl";
        }
    }

    /** An artifact of a run. */
    record Text(String run, String name, long bytes, String sha256) {
        String entry() {
            return "artifacts/" + run + "/" + name;
        }
    }

    BackupManifest {
        tables = List.copyOf(tables);
        artifacts = List.copyOf(artifacts);
    }

    /** Returns the tables that a backup of this one's version holds, in their order. */
    List<String> expectedTables() {
        return TABLES.stream()
                .filter(table -> SINCE.getOrDefault(table, 1) <= schema)
                .toList();
    }

    byte[] encode() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can always be written as JSON", e);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException if it is none, or of a version that this program does not know
     */
    static BackupManifest decode(byte[] bytes) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            requireKnown("format", json.path("format"), FORMAT);
            requireKnown("tables' version", json.path("schema"), Schema.VERSION);
            BackupManifest manifest = MAPPER.treeToValue(json, BackupManifest.class);
            Instant.parse(manifest.created);
            return manifest;
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IOException("its " + ENTRY + " is damaged: " + e.getMessage(), e);
        }
    }

    private static void requireKnown(String what, JsonNode version, int known) throws IOException {
        if (!version.isInt() || version.intValue() < 1) {
            throw new IOException("its " + ENTRY + " is damaged: no " + what);
        }
        if (version.intValue() > known) {
            throw new IOException(
                    "its " + what + " is " + version + ", and this program knows " + known + "; use the newer program");
        }
    }

    BackupSummary summary() {
        return new BackupSummary(Instant.parse(created), rows("runs"), rows("run_events"), artifacts.size());
    }

    private long rows(String table) {
        return tables.stream()
                .filter(candidate -> candidate.name().equals(table))
                .mapToLong(Table::rows)
                .sum();
    }
}
