package dev.pimainteno.cli;

import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.RunOverview;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code artifact}: a text that was kept of a run. Reads only. */
@Command(
        name = "artifact",
        description =
                "Writes a text that was kept of a run: a prompt, a reply, the patch, what the verify commands printed, the message; 'show' names them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:not all of it is there any more",
            "2:there is no such run or text, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno artifact last prompt-1.txt", "  pimainteno artifact last:shop reply-2.txt"})
final class ArtifactCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = RunChoice.NAMES)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String run;

    @Parameters(index = "1", paramLabel = "NAME", description = "The name of the text, such as prompt-1.txt.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String name;

    ArtifactCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            RunOverview found = new RunChoice(records, spec.commandLine()).run(run);
            ArtifactName artifact = artifact(records, found);
            return new KeptText(records, found, artifact)
                    .write(surroundings.out(), spec.commandLine().getErr(), artifact + " is gone");
        }
    }

    private ArtifactName artifact(RunRecords records, RunOverview found) {
        List<ArtifactName> names = KeptText.kept(records, found).stream()
                .map(event -> event.name())
                .distinct()
                .toList();
        return names.stream()
                .filter(known -> known.value().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "the run " + found.run() + " has no '" + name + "'; "
                                + (names.isEmpty()
                                        ? "nothing was kept of it"
                                        : "it has: "
                                                + names.stream()
                                                        .map(ArtifactName::value)
                                                        .collect(Collectors.joining(", ")))));
    }
}
