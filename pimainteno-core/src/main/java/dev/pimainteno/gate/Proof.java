package dev.pimainteno.gate;

import dev.pimainteno.change.Edits;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.CommandSeries;
import dev.pimainteno.process.CommandSeries.Outcome;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.report.ReportComparison;
import dev.pimainteno.report.ReportFiles;
import dev.pimainteno.report.Reports;
import dev.pimainteno.report.Reports.TestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a project's commands that prove one change: without it, with it, and, where a change edits both tests and code, with the
 * code as it will be and the tests as they were. If those do not succeed, the change needs its own expectations, which a person should
 * look at, as at a change of tests that turns red to green. For one change.
 */
final class Proof {
    private static final int MOST_FAILURES = 10;
    private static final int MOST_LINES = 6;
    private static final int LONGEST_LINE = 300;
    private static final int MOST_OLD_LINES = 20;

    private final CommandSeries series;
    private final Transcript transcript;
    private final Candidate candidate;
    private final Workspace workspace;

    /**
     * @param transcript what runs the series
     */
    Proof(CommandSeries series, Transcript transcript, Candidate candidate) {
        this.series = series;
        this.transcript = transcript;
        this.candidate = candidate;
        this.workspace = candidate.workspace();
    }

    /** How the commands ended in one tree, and what reports they left. */
    private record Stage(Outcome outcome, Reports reports) {}

    Verdict verdict() throws InterruptedException {
        Stage first = stage("without the change", workspace.layOutBase());
        Outcome before = first.outcome();
        if (before instanceof Outcome.NotRun notRun) {
            return missing(notRun);
        }
        if (before instanceof Outcome.Red red && red.timedOut()) {
            return unknown(red, "without the change: give it more time, or mend the project");
        }
        Stage second = stage("with the change", workspace.layOutChange());
        Outcome after = second.outcome();
        if (after instanceof Outcome.Green) {
            return before instanceof Outcome.Red red
                    ? mended(red, first.reports(), second.reports())
                    : green(first.reports(), second.reports());
        }
        int reached = before instanceof Outcome.Red red
                ? red.index()
                : series.commands().size();
        return after instanceof Outcome.NotRun notRun
                ? notRunAfter(notRun, reached)
                : redAfter((Outcome.Red) after, reached, first.reports(), second.reports());
    }

    private Stage stage(String tree, Path root) throws InterruptedException {
        transcript.begin(tree);
        ReportFiles files = new ReportFiles(root, this::isOfProject);
        files.clear();
        Outcome outcome = series.run(root);
        return new Stage(outcome, files.read());
    }

    private boolean isOfProject(String path) {
        return candidate.base().entry(path).isPresent()
                || candidate.changed().entry(path).isPresent();
    }

    private Verdict green(Reports before, Reports after) throws InterruptedException {
        List<String> evidence = new ArrayList<>();
        series.commands().forEach(command -> evidence.add("`" + command + "` succeeds before and after the change"));
        return compared(ReportComparison.of(before, after), after, evidence, false);
    }

    /** What turns red to green may have mended the code, or what says that it is broken. */
    private Verdict mended(Outcome.Red red, Reports before, Reports after) throws InterruptedException {
        List<String> evidence = new ArrayList<>();
        evidence.add("the change turned red to green: `" + command(red.index()) + "`");
        return compared(ReportComparison.ofMended(before, after), after, evidence, true);
    }

    private Verdict compared(ReportComparison comparison, Reports after, List<String> evidence, boolean mended)
            throws InterruptedException {
        if (!comparison.failures().isEmpty()) {
            return Verdict.fail(redacted(comparison.failures()));
        }
        evidence.addAll(comparison.notes());
        after.unreadable().stream().limit(MOST_FAILURES).forEach(report -> evidence.add("not read: " + report));
        List<String> reservations = new ArrayList<>(comparison.reservations());
        OldTests oldTests = OldTests.of(candidate.base(), candidate.edits());
        oldTests.beside()
                .forEach(
                        path -> evidence.add(path + " keeps tests beside the code, which stay as the change has them"));
        if (oldTests.edits().isPresent()) {
            tryWith(oldTests.edits().get(), evidence, reservations);
        }
        if (mended) {
            mendedByTests(oldTests).ifPresent(reservations::add);
        }
        return new Verdict.Pass(redacted(evidence), redacted(reservations));
    }

    /** Where the tests as they were have been tried, they have said whether the code alone mends the project. */
    private static Optional<String> mendedByTests(OldTests oldTests) {
        List<String> paths = new ArrayList<>(oldTests.beside());
        if (oldTests.edits().isEmpty()) {
            paths.addAll(oldTests.left());
        }
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of("the change turns red to green, and what it does to tests may be why: "
                        + String.join(", ", paths.subList(0, Math.min(MOST_FAILURES, paths.size()))));
    }

    private void tryWith(Edits codeAlone, List<String> evidence, List<String> reservations)
            throws InterruptedException {
        Path root = workspace.layOut(codeAlone);
        transcript.begin("with the change, and the tests as they were");
        Outcome outcome = series.run(root);
        if (outcome instanceof Outcome.Green) {
            evidence.add("the tests as they were succeed with the new code, too");
        } else if (outcome instanceof Outcome.Red red) {
            reservations.add("the change needs its own changed expectations: with the tests as they were, `"
                    + command(red.index()) + "` " + red.how());
            evidence.add("With the tests as they were:");
            evidence.addAll(red.tail()
                    .subList(
                            Math.max(0, red.tail().size() - MOST_OLD_LINES),
                            red.tail().size()));
        } else if (outcome instanceof Outcome.NotRun notRun) {
            reservations.add("the tests as they were could not be tried on the new code: " + notRun.why());
        }
    }

    /** The change is to blame for a command that succeeded without it. */
    private Verdict redAfter(Outcome.Red red, int reached, Reports before, Reports after) {
        if (red.index() < reached) {
            List<String> evidence = new ArrayList<>();
            evidence.add("`" + command(red.index()) + "` " + red.how() + "; it succeeds without the change");
            evidence.addAll(failedTests(before, after));
            if (!red.tail().isEmpty()) {
                evidence.add("Of its output:");
                evidence.addAll(red.tail());
            }
            return Verdict.fail(evidence);
        }
        return red.index() == reached
                ? unknown(red, "with the change; the project was already red without it")
                : unknown(
                        red,
                        "with the change; the project was already red without it, at `" + command(reached)
                                + "`, which the change mends");
    }

    /** What the reports say of tests that fail only now: more than what is printed, and less of anything else. */
    private static List<String> failedTests(Reports before, Reports after) {
        List<TestName> names = after.failures().keySet().stream()
                .filter(name -> !before.failures().containsKey(name))
                .sorted(Comparator.comparing(TestName::toString))
                .toList();
        List<String> lines = new ArrayList<>();
        for (TestName name : names.subList(0, Math.min(MOST_FAILURES, names.size()))) {
            lines.add("The test " + name + " fails:");
            after.failures()
                    .getOrDefault(name, "")
                    .lines()
                    .limit(MOST_LINES)
                    .forEach(line -> lines.add("  " + cut(line)));
        }
        if (names.size() > MOST_FAILURES) {
            lines.add("And " + (names.size() - MOST_FAILURES) + " tests more.");
        }
        return redacted(lines);
    }

    private static String cut(String line) {
        String plain = line.replaceAll("\\p{Cntrl}+", " ").stripTrailing();
        return plain.length() <= LONGEST_LINE ? plain : plain.substring(0, LONGEST_LINE) + " \u2026";
    }

    private static List<String> redacted(List<String> lines) {
        return lines.stream().map(Redaction.of(List.of())::apply).toList();
    }

    private Verdict notRunAfter(Outcome.NotRun notRun, int reached) {
        return notRun.absent() && notRun.index() < reached
                ? Verdict.fail(List.of("`" + command(notRun.index()) + "` can no longer be run: " + notRun.why()
                        + "; it succeeds without the change"))
                : missing(notRun);
    }

    private Verdict missing(Outcome.NotRun notRun) {
        List<String> evidence = new ArrayList<>();
        evidence.add("`" + command(notRun.index()) + "` could not be run: " + notRun.why());
        if (notRun.absent()) {
            evidence.add("install the program, or correct the project's verify commands");
        }
        return new Verdict.Unknown(evidence);
    }

    private Verdict unknown(Outcome.Red red, String circumstance) {
        List<String> evidence = new ArrayList<>();
        evidence.add("`" + command(red.index()) + "` " + red.how() + " " + circumstance);
        evidence.addAll(red.tail());
        return new Verdict.Unknown(evidence);
    }

    private Command command(int index) {
        return series.commands().get(index);
    }
}
