package dev.pimainteno.cli;

import dev.pimainteno.learning.Learning;
import dev.pimainteno.project.ProjectId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule as JSON and as a line of text. */
final class LearningFields {

    private LearningFields() {}

    static Map<String, @Nullable Object> of(Learning rule) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", "rule");
        fields.put("id", rule.id());
        fields.put("project", rule.ofProject());
        fields.put("rule", rule.rule());
        fields.put("evidence", rule.evidence());
        fields.put("learned_at", rule.learned());
        fields.put("expires_at", rule.expires());
        return fields;
    }

    static String line(Learning rule, Instant now) {
        String project = rule.project().map(ProjectId::value).orElse("all projects");
        String end = (rule.isExpired(now) ? "expired " : "until ")
                + rule.expires().atZone(ZoneOffset.UTC).toLocalDate();
        return rule.id() + "  " + end + "  " + project + ": " + Printable.line(rule.rule());
    }
}
