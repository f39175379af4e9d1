package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.git.GitEnvironment;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.pipeline.Replay;
import dev.pimainteno.pipeline.ReplayReport;
import dev.pimainteno.project.Project;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: a run made again from its record. */
@Command(
        name = "replay",
        description = "Makes a run again from its record, and says whether the same comes out; asks no model, runs no"
                + " command, delivers nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the same came out, byte for byte",
            "1:something else came out, or what the replay needs is gone",
            "2:there is no such run, it has not ended or its project is not configured, or the command line or the"
                    + " configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno replay last:shop"})
final class ReplayCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--json", description = "Write one JSON object to standard output.")
    private boolean json;

    @Parameters(paramLabel = "RUN", description = RunChoice.NAMES)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String name;

    ReplayCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = root.load(root.source());
        GitEnvironment.isolate(configuration.state().path());
        try (RunRecords records = RunRecords.open(configuration)) {
            RunOverview run = new RunChoice(records, spec.commandLine()).run(name);
            if (records.state(run) != RunState.ENDED) {
                throw misused("the run " + run.run() + " has not ended");
            }
            Project project = configuration.projects().stream()
                    .filter(configured -> configured.id().equals(run.project()))
                    .findFirst()
                    .orElseThrow(() -> misused("the project '" + run.project() + "' of the run " + run.run()
                            + " is not in the configuration"));
            ReplayReport report = replay(configuration, records, project, run);
            show(report);
            return report.isIdentical() ? ExitCode.GOOD : ExitCode.FAILED;
        }
    }

    private ReplayReport replay(Configuration configuration, RunRecords records, Project project, RunOverview run)
            throws InterruptedException {
        try {
            return new Replay(configuration.state().path(), Assembly.tasks(), records.journal(), records.artifacts())
                    .withRedaction(KnownSecrets.redaction(configuration, surroundings.environment()))
                    .replay(project, run.run());
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage())); // There is nothing of this run to make again.
        }
    }

    private void show(ReplayReport report) {
        if (json) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("run_id", report.run());
            fields.put("identical", report.isIdentical());
            fields.put("steps", report.steps());
            fields.put("difference", report.firstDifference());
            new JsonLines(surroundings.out()).write(fields);
            return;
        }
        String steps = report.steps() + (report.steps() == 1 ? " step" : " steps");
        spec.commandLine()
                .getOut()
                .println(report.difference()
                        .map(difference ->
                                report.run() + ": differs after " + steps + ": " + Printable.line(difference))
                        .orElse(report.run() + ": identical, " + steps));
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
