package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code show}: everything that is recorded of a run, at a glance. Reads only. */
@Command(
        name = "show",
        description =
                "Shows a run: its phases, its gates with their evidence, what the model was asked, what was kept.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:the database cannot be read",
            "2:there is no such run, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno show last", "  pimainteno show last:shop --json | jq .gates"})
final class ShowCommand implements Callable<Integer> {
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

    ShowCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            RunOverview run = new RunChoice(records, spec.commandLine()).run(name);
            List<RunEvent> events;
            try (Stream<RunEvent> read = records.journal().read(run.run())) {
                events = read.toList();
            }
            RunDetail detail = RunDetail.of(
                    run, records.state(run), events, records.artifacts().names(run.run()));
            if (json) {
                new JsonLines(surroundings.out()).write(detail.fields());
            } else {
                detail.print(spec.commandLine().getOut());
            }
            return ExitCode.GOOD;
        }
    }
}
