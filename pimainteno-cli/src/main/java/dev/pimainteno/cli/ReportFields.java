package dev.pimainteno.cli;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.pipeline.RunReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the parts of a report for programs. The names and their meaning stay; new ones may be added. */
final class ReportFields {

    private ReportFields() {}

    static Map<String, @Nullable Object> of(RunReport report) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("project", report.project().value());
        fields.put("run_id", report.run().map(Object::toString).orElse(null));
        fields.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        fields.put("succeeded", report.succeeded());
        fields.put("reason", report.reason());
        fields.put("details", report.details());
        fields.put("change", report.change().map(ReportFields::change).orElse(null));
        fields.put("delivery", report.decision().map(ReportFields::delivery).orElse(null));
        fields.put("diff", report.diff());
        fields.put("tokens", tokens(report.usage()));
        fields.put("model_calls", report.modelCalls());
        fields.put("resumes_at", report.resumesAt());
        fields.put("started", report.started());
        fields.put("elapsed_ms", report.elapsed().toMillis());
        return fields;
    }

    private static Map<String, Object> change(Change change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("commit", change.commit());
        fields.put("base", change.base());
        fields.put("branch", change.branch());
        fields.put("subject", change.subject());
        fields.put("message", change.message());
        return fields;
    }

    private static Map<String, Object> delivery(DeliveryDecision decision) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("mode", decision.mode().name().toLowerCase(Locale.ROOT));
        fields.put("because", decision.because());
        return fields;
    }

    private static Map<String, Object> tokens(TokenUsage usage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("input", usage.input());
        fields.put("cached_input", usage.cachedInput());
        fields.put("output", usage.output());
        fields.put("reasoning", usage.reasoning());
        return fields;
    }
}
