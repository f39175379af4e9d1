package dev.pimainteno.cli;

import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.RunOverview;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: the change of a run as it was recorded. Reads only. */
@Command(
        name = "diff",
        description = "Writes the change of a run as a unified diff, byte for byte as it was recorded.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the run made no change, or not all of it is there",
            "2:there is no such run, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno diff last:shop", "  pimainteno diff 20260131-235959-0f3a9c | git apply --check"})
final class DiffCommand implements Callable<Integer> {
    static final ArtifactName PATCH = new ArtifactName("patch.diff");

    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = RunChoice.NAMES)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String name;

    DiffCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            RunOverview run = new RunChoice(records, spec.commandLine()).run(name);
            return new KeptText(records, run, PATCH)
                    .write(
                            surroundings.out(),
                            spec.commandLine().getErr(),
                            "the run " + run.run() + " of '" + run.project() + "' made no change");
        }
    }
}
