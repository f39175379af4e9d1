package dev.pimainteno.cli;

import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes reports for people. */
final class ReportText {
    private final PrintWriter out;

    ReportText(PrintWriter out) {
        this.out = out;
    }

    /** Writes each report, then a line that counts them. */
    void print(List<RunReport> reports, int interrupted) {
        reports.forEach(this::print);
        out.println(total(reports, interrupted));
    }

    private void print(RunReport report) {
        String outcome = EventText.outcome(report.outcome());
        out.println(report.project() + ": " + outcome + ": " + Printable.line(report.reason()));
        report.details().forEach(detail -> out.println("    " + Printable.line(detail)));
        report.decision()
                .ifPresent(decision -> out.println("    " + EventText.outcome(decision.mode()) + ", because "
                        + Printable.line(decision.because())));
        if (report.outcome() == RunOutcome.HELD) {
            out.println("    look at it with: pimainteno review show " + report.project());
        }
        if (report.resumesAt() != null) {
            out.println("    goes on after " + report.resumesAt());
        }
        if (report.run().isPresent()) {
            out.println("    " + cost(report));
        }
        if (report.outcome() == RunOutcome.OBSERVED) {
            Printable.text(report.diff()).lines().forEach(line -> out.println("    " + line));
        }
    }

    private static String cost(RunReport report) {
        int calls = report.modelCalls();
        return "run %s: %d model %s, %,d tokens in, %,d out, %s"
                .formatted(
                        report.run().orElseThrow(),
                        calls,
                        calls == 1 ? "call" : "calls",
                        report.usage().input(),
                        report.usage().output(),
                        Elapsed.of(report.elapsed()));
    }

    private static String total(List<RunReport> reports, int interrupted) {
        Map<RunOutcome, Integer> counts = new EnumMap<>(RunOutcome.class);
        reports.forEach(report -> counts.merge(report.outcome(), 1, Integer::sum));
        if (interrupted > 0) {
            counts.merge(RunOutcome.INTERRUPTED, interrupted, Integer::sum);
        }
        int projects = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<RunOutcome> bestFirst = counts.keySet().stream()
                .sorted(Collections.reverseOrder((a, b) -> Boolean.compare(a.isGood(), b.isGood())))
                .toList();
        return projects
                + (projects == 1 ? " project: " : " projects: ")
                + bestFirst.stream()
                        .map(outcome -> counts.get(outcome) + " " + EventText.outcome(outcome))
                        .collect(Collectors.joining(", "));
    }
}
