package dev.pimainteno.cli;

import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff}: the change of a run as it was recorded. Reads only. */
@Command(
        name = "diff",
        description =
                "Writes the change of a run as a unified diff, byte for byte as it was recorded; of a run without a"
                        + " commit the last change that was proposed, and says why it is none.",
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
            PrintWriter err = spec.commandLine().getErr();
            Optional<ArtifactName> proposal = proposal(records, run);
            proposal.ifPresent(name -> err.println("pimainteno: the run " + run.run() + " of '" + run.project()
                    + "' made no commit; this was proposed" + refusal(records, run)));
            return new KeptText(records, run, proposal.orElse(PATCH))
                    .write(
                            surroundings.out(),
                            err,
                            "the run " + run.run() + " of '" + run.project() + "' made no change");
        }
    }

    /** Returns the last change that was proposed in a run that made no commit. */
    private static Optional<ArtifactName> proposal(RunRecords records, RunOverview run) {
        List<ArtifactName> kept = KeptText.kept(records, run).stream()
                .map(RunEvent.ArtifactKept::name)
                .toList();
        return kept.contains(PATCH)
                ? Optional.empty()
                : kept.stream().filter(ArtifactName::isProposal).reduce((first, last) -> last);
    }

    /** Says which gate did not let the last proposal pass, if one did not. */
    private static String refusal(RunRecords records, RunOverview run) {
        try (Stream<RunEvent> events = records.journal().read(run.run())) {
            return events.filter(RunEvent.Judged.class::isInstance)
                    .map(RunEvent.Judged.class::cast)
                    .reduce((first, last) -> last)
                    .filter(judged -> !judged.verdict().equals("pass"))
                    .map(judged -> ", and refused by the gate '" + judged.gate() + "'")
                    .orElse("");
        }
    }
}
