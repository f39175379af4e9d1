package dev.pimainteno.cli;

import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One recorded run with what its events say. Immutable. */
final class RunDetail {
    private static final String FACT = "%-10s %s";

    private final RunOverview run;
    private final RunState state;
    private final List<RunEvent> events;
    private final Set<ArtifactName> kept;

    private RunDetail(RunOverview run, RunState state, List<RunEvent> events, Set<ArtifactName> kept) {
        this.run = run;
        this.state = state;
        this.events = events;
        this.kept = kept;
    }

    /**
     * @param events in order
     * @param kept the names of the texts that are still there
     */
    static RunDetail of(RunOverview run, RunState state, List<RunEvent> events, List<ArtifactName> kept) {
        return new RunDetail(run, state, List.copyOf(events), Set.copyOf(kept));
    }

    void print(PrintWriter out) {
        out.println(FACT.formatted("run", run.run()));
        out.println(FACT.formatted("project", run.project()));
        out.println(FACT.formatted("trigger", EventText.outcome(run.trigger())));
        out.println(FACT.formatted("delivery", EventText.outcome(run.delivery())));
        out.println(FACT.formatted("base", run.base().abbreviated() + " on '" + Printable.line(run.branch()) + "'"));
        out.println(FACT.formatted(
                "opened", Columns.time(run.opened()) + ", newest event after " + Elapsed.of(run.elapsed())));
        out.println(FACT.formatted("outcome", outcome()));
        run.commit()
                .ifPresent(commit -> out.println(FACT.formatted(
                        "change",
                        run.change().map(EventText::outcome).orElse("made") + ": " + commit.abbreviated() + " "
                                + Printable.line(run.subject()))));
        out.println(FACT.formatted("model", model()));
        section(out, "phases", RunEvent.PhaseBegan.class, began -> {
            out.println("    " + began.at() + "  " + Printable.line(began.summary()));
        });
        section(out, "questions", RunEvent.ModelAnswered.class, answered -> {
            out.println("    " + answered.question() + "  " + Printable.line(answered.summary()));
        });
        section(out, "failed questions", RunEvent.ModelFailed.class, failed -> {
            out.println("    " + failed.question() + "  " + Printable.line(failed.summary()));
        });
        section(out, "refused replies", RunEvent.PatchRefused.class, refused -> {
            out.println("    " + Printable.line(refused.task()));
            refused.reasons().forEach(reason -> out.println("        " + Printable.line(reason)));
        });
        section(out, "gates", RunEvent.Judged.class, judged -> {
            out.println("    " + Printable.line(judged.gate() + ": " + judged.verdict()));
            judged.evidence().forEach(evidence -> out.println("        " + Printable.line(evidence)));
            judged.reservations().forEach(reason -> out.println("        to look at: " + Printable.line(reason)));
        });
        section(out, "taken up", RunEvent.TakenUp.class, taken -> {
            out.println("    " + Printable.line(taken.summary()));
        });
        section(out, "decided", RunEvent.DeliveryDecided.class, decided -> {
            out.println("    " + Printable.line(decided.summary()));
        });
        section(out, "deliveries", RunEvent.Delivered.class, delivered -> {
            out.println("    " + Printable.line(delivered.summary()));
        });
        section(out, "services", RunEvent.Served.class, served -> {
            out.println("    " + Printable.line(served.summary()));
        });
        section(out, "artifacts", RunEvent.ArtifactKept.class, artifact -> {
            out.println("    %-16s %s%s%s"
                    .formatted(
                            artifact.name(),
                            Size.of(artifact.bytes()),
                            artifact.whole() ? "" : ", cut",
                            kept.contains(artifact.name()) ? "" : ", gone"));
        });
    }

    private String outcome() {
        if (state == RunState.ENDED) {
            return run.outcome().map(EventText::outcome).orElse("ended") + ": " + Printable.line(run.reason());
        }
        String phase = " in the phase " + EventText.outcome(run.phase());
        return state == RunState.UNDER_WAY
                ? "under way" + phase
                : "cut off" + phase + "; the next check of the project finishes or unwinds it";
    }

    private String model() {
        return String.format(
                Locale.ROOT,
                "%d %s, %d remembered, %,d tokens in, %,d out",
                run.questions(),
                run.questions() == 1 ? "call" : "calls",
                run.remembered(),
                run.inputTokens(),
                run.outputTokens());
    }

    private <E extends RunEvent> void section(PrintWriter out, String title, Class<E> kind, Consumer<E> printer) {
        List<E> found = of(kind);
        if (!found.isEmpty()) {
            out.println(title);
            found.forEach(printer);
        }
    }

    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = RunFields.of(run);
        fields.put("state", RunFields.word(state));
        fields.put("phases", fields(RunEvent.PhaseBegan.class));
        fields.put("questions", fields(RunEvent.ModelAnswered.class));
        fields.put("failed_questions", fields(RunEvent.ModelFailed.class));
        fields.put("refused_replies", fields(RunEvent.PatchRefused.class));
        fields.put("gates", fields(RunEvent.Judged.class));
        fields.put("decisions", fields(RunEvent.DeliveryDecided.class));
        fields.put("taken_up", fields(RunEvent.TakenUp.class));
        fields.put("deliveries", fields(RunEvent.Delivered.class));
        fields.put("services", fields(RunEvent.Served.class));
        fields.put(
                "artifacts",
                of(RunEvent.ArtifactKept.class).stream().map(this::artifact).toList());
        return fields;
    }

    private Map<String, @Nullable Object> artifact(RunEvent.ArtifactKept artifact) {
        Map<String, @Nullable Object> fields = bare(artifact);
        fields.put("gone", !kept.contains(artifact.name()));
        return fields;
    }

    private <E extends RunEvent> List<Map<String, @Nullable Object>> fields(Class<E> kind) {
        return of(kind).stream().map(RunDetail::bare).toList();
    }

    /** Returns an event without what every event of this list has. */
    private static Map<String, @Nullable Object> bare(RunEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(EventFields.of(event));
        fields.remove("type");
        fields.remove("run_id");
        return fields;
    }

    private <E extends RunEvent> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
