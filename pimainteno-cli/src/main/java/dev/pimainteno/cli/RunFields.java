package dev.pimainteno.cli;

import dev.pimainteno.journal.RunOverview;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the parts of a recorded run for programs. The names and their meaning stay; new ones may be added. */
final class RunFields {

    private RunFields() {}

    static Map<String, @Nullable Object> of(RunOverview run) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("run_id", run.run());
        fields.put("project", run.project());
        fields.put("trigger", word(run.trigger()));
        fields.put("delivery", word(run.delivery()));
        fields.put("branch", run.branch());
        fields.put("base", run.base());
        fields.put("opened", run.opened());
        fields.put("last_event", run.lastEvent());
        fields.put("phase", word(run.phase()));
        fields.put("outcome", run.outcome().map(RunFields::word).orElse(null));
        fields.put("reason", run.reason());
        fields.put("change", run.commit().map(commit -> change(run)).orElse(null));
        fields.put("tokens", Map.of("input", run.inputTokens(), "output", run.outputTokens()));
        fields.put("model_calls", run.questions());
        fields.put("remembered", run.remembered());
        return fields;
    }

    private static Map<String, @Nullable Object> change(RunOverview run) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("commit", run.made());
        fields.put("subject", run.subject());
        fields.put("state", run.change().map(RunFields::word).orElse(null));
        return fields;
    }

    /** Returns an enum's constant as programs see it, such as {@code nothing_to_do}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
