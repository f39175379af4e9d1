package dev.pimainteno.pipeline;

import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.process.CommandSeries;
import dev.pimainteno.process.CommandSeries.Outcome;
import dev.pimainteno.process.ProcessMark;
import dev.pimainteno.process.ProcessRunner;
import dev.pimainteno.project.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a project's deploy commands in its checkout, by the rules of the verify commands. */
final class Deployment {
    private final ProcessRunner runner;
    private final Map<String, String> environment;
    private final HeldProject held;
    private final RunLog log;

    /**
     * @param environment what the commands see, besides the run's mark
     */
    Deployment(ProcessRunner runner, Map<String, String> environment, HeldProject held, RunLog log) {
        this.runner = runner;
        this.environment = environment;
        this.held = held;
        this.log = log;
    }

    /**
     * Runs the commands of a project that has some.
     *
     * @param details takes the end of what a command printed that did not succeed
     * @return what went wrong; nothing if every command succeeded
     */
    Optional<String> run(Project project, List<String> details) throws InterruptedException, RunStopped {
        log.begin(Phase.SERVE, "deploy");
        held.require();
        CommandSeries series = new CommandSeries(
                runner::run,
                project.deploy(),
                ProcessMark.of(log.run().value()).on(environment),
                project.verifyTimeout());
        Outcome outcome = series.run(project.path());
        if (outcome instanceof Outcome.Green) {
            log.append(new RunEvent.Deployed(log.run(), log.now(), true, false, "every deploy command succeeded"));
            return Optional.empty();
        }
        String trouble = trouble(series, outcome);
        log.append(new RunEvent.Deployed(log.run(), log.now(), false, false, trouble));
        if (outcome instanceof Outcome.Red red && !red.tail().isEmpty()) {
            details.add("The end of what it printed:");
            details.addAll(red.tail());
        }
        return Optional.of(trouble);
    }

    private static String trouble(CommandSeries series, Outcome outcome) {
        if (outcome instanceof Outcome.NotRun notRun) {
            return "the deploy command `" + series.commands().get(notRun.index()) + "` could not be run: "
                    + notRun.why();
        }
        Outcome.Red red = (Outcome.Red) outcome;
        return "the deploy command `" + series.commands().get(red.index()) + "` " + red.how();
    }
}
