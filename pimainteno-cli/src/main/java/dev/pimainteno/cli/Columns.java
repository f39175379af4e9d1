package dev.pimainteno.cli;

import dev.pimainteno.journal.RunOverview;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes recorded runs for people, one line each, with columns of fixed width; the last one is as long as it is. */
final class Columns {
    private static final String LINE = "%-22s  %-20s  %-13s  %9s  %-16s  %s";
    static final String HEADER = LINE.formatted("RUN", "OPENED", "OUTCOME", "TOKENS", "PROJECT", "CHANGE OR REASON");

    private Columns() {}

    /** Returns a run's line. */
    static String of(RunOverview run, RunState state) {
        String outcome = run.outcome().map(EventText::outcome).orElseGet(() -> EventText.outcome(state));
        String tokens = String.format(Locale.ROOT, "%,d", run.inputTokens() + run.outputTokens());
        return LINE.formatted(run.run(), time(run.opened()), outcome, tokens, run.project(), text(run))
                .stripTrailing();
    }

    /** Returns a time to the second, such as {@code 2026-01-31T23:59:59Z}. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String text(RunOverview run) {
        if (run.outcome().isEmpty()) {
            return "in the phase " + EventText.outcome(run.phase());
        }
        return Printable.line(run.subject().isEmpty() || !run.outcome().get().isGood() ? run.reason() : run.subject());
    }
}
