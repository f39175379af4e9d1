package dev.pimainteno.gate;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.CommandEnvironment;
import dev.pimainteno.process.CommandSeries;
import dev.pimainteno.process.CommandSeries.Outcome;
import dev.pimainteno.process.ProcessMark;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a project's verify commands before the change and after it, so that a project that was red already is not blamed on
 * the change. Passed is a change after which every command succeeds. Failed is one that breaks a command that succeeded
 * before, with the end of what it printed. Everything else is unknown: a project that was and stays red, a program that is
 * missing, a deadline missed without the change.
 *
 * <p>Commands run at the work tree's root, each within the project's deadline, with an environment of their own: paths,
 * language, toolchains, caches, certificates and proxies of the host by name, {@code CI=true} and {@code PIMAINTENO=1}, the
 * mark of the run, and no other variable. Nothing they start outlives them. A change to the summary alone runs no command. Immutable; safe for many
 * threads.
 */
public final class VerifyGate implements Gate {
    private final ProcessRunner runner;
    private final Map<String, String> environment;

    /**
     * @param hostEnvironment the environment to choose from, such as {@link System#getenv()}
     */
    public VerifyGate(ProcessRunner runner, Map<String, String> hostEnvironment) {
        this.runner = requireNonNull(runner, "runner");
        this.environment = CommandEnvironment.from(hostEnvironment);
    }

    @Override
    public Verdict check(Candidate candidate) throws InterruptedException {
        Project project = candidate.project();
        if (project.verify().isEmpty()) {
            return Verdict.pass("no verify commands are configured");
        }
        if (candidate.edits().files().stream()
                .allMatch(edit -> edit.path().equals(Project.SUMMARY_FILE)
                        && edit.before().stream().allMatch(Project.SUMMARY_FILE::equals))) {
            return Verdict.pass("only " + Project.SUMMARY_FILE + " changed: no verify command was run");
        }
        CommandSeries series = new CommandSeries(
                runner::run,
                project.verify(),
                ProcessMark.of(candidate.run().value()).on(environment),
                project.verifyTimeout());
        try {
            return compare(series, candidate.workspace());
        } catch (PimaintenoException e) {
            return Verdict.unknown("the work tree could not be made: " + e.getMessage());
        }
    }

    private static Verdict compare(CommandSeries series, Workspace workspace) throws InterruptedException {
        Outcome before = series.run(workspace.layOutBase());
        if (before instanceof Outcome.NotRun notRun) {
            return missing(series, notRun);
        }
        if (before instanceof Outcome.Red red && red.timedOut()) {
            return unknown(series, red, "without the change: give it more time, or mend the project", red.tail());
        }
        Outcome after = series.run(workspace.layOutChange());
        if (after instanceof Outcome.Green) {
            return before instanceof Outcome.Red red
                    ? Verdict.pass("the change turned red to green: `" + command(series, red.index()) + "`")
                    : Verdict.pass(series.commands().stream()
                            .map(command -> "`" + command + "` succeeds before and after the change")
                            .toArray(String[]::new));
        }
        int reached = before instanceof Outcome.Red red
                ? red.index()
                : series.commands().size();
        return after instanceof Outcome.NotRun notRun
                ? notRunAfter(series, notRun, reached)
                : redAfter(series, (Outcome.Red) after, reached);
    }

    /** The change is to blame for a command that succeeded without it. */
    private static Verdict redAfter(CommandSeries series, Outcome.Red red, int reached) {
        if (red.index() < reached) {
            List<String> evidence = new ArrayList<>();
            evidence.add("`" + command(series, red.index()) + "` " + red.how() + "; it succeeds without the change");
            if (!red.tail().isEmpty()) {
                evidence.add("The end of its output:");
                evidence.addAll(red.tail());
            }
            return Verdict.fail(evidence);
        }
        return red.index() == reached
                ? unknown(series, red, "with the change; the project was already red without it", red.tail())
                : unknown(
                        series,
                        red,
                        "with the change; the project was already red without it, at `" + command(series, reached)
                                + "`, which the change mends",
                        red.tail());
    }

    private static Verdict notRunAfter(CommandSeries series, Outcome.NotRun notRun, int reached) {
        return notRun.absent() && notRun.index() < reached
                ? Verdict.fail(List.of("`" + command(series, notRun.index()) + "` can no longer be run: " + notRun.why()
                        + "; it succeeds without the change"))
                : missing(series, notRun);
    }

    private static Verdict missing(CommandSeries series, Outcome.NotRun notRun) {
        List<String> evidence = new ArrayList<>();
        evidence.add("`" + command(series, notRun.index()) + "` could not be run: " + notRun.why());
        if (notRun.absent()) {
            evidence.add("install the program, or correct the project's verify commands");
        }
        return new Verdict.Unknown(evidence);
    }

    private static Verdict unknown(CommandSeries series, Outcome.Red red, String circumstance, List<String> tail) {
        List<String> evidence = new ArrayList<>();
        evidence.add("`" + command(series, red.index()) + "` " + red.how() + " " + circumstance);
        evidence.addAll(tail);
        return new Verdict.Unknown(evidence);
    }

    private static Command command(CommandSeries series, int index) {
        return series.commands().get(index);
    }
}
