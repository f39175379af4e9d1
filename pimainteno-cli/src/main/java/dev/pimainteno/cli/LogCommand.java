package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code log}: the events of a run in order. Reads only. */
@Command(
        name = "log",
        description = "Shows the events of a run in order.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown; with --follow, the run has ended",
            "1:the database cannot be read; with --follow, the run was cut off",
            "2:there is no such run, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno log last:shop --follow", "  pimainteno log last --json | jq -r .type"})
final class LogCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 500;

    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--follow", description = "Go on with what happens, until the run ends.")
    private boolean follow;

    @Option(names = "--json", description = "Write a line of JSON for each event to standard output.")
    private boolean json;

    @Parameters(paramLabel = "RUN", description = RunChoice.NAMES)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String name;

    LogCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            RunOverview run = new RunChoice(records, spec.commandLine()).run(name);
            EventFollower events = new EventFollower(records, run, json ? jsonLines() : lines());
            if (!follow) {
                events.handOn();
                return ExitCode.GOOD;
            }
            if (!events.follow(() -> TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS))) {
                spec.commandLine()
                        .getErr()
                        .println("pimainteno: the run " + run.run() + " was cut off; the next check of '"
                                + run.project() + "' finishes or unwinds it");
                return ExitCode.FAILED;
            }
            return ExitCode.GOOD;
        }
    }

    private Consumer<RunEvent> jsonLines() {
        JsonLines lines = new JsonLines(surroundings.out());
        return event -> lines.write(EventFields.of(event));
    }

    private Consumer<RunEvent> lines() {
        PrintWriter out = spec.commandLine().getOut();
        return event -> out.println(Columns.time(event.at()) + "  " + Printable.line(event.summary()));
    }
}
