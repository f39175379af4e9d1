package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code budget}: what may be spent, what is, and what stands in the way. */
@Command(
        name = "budget",
        description = {
            "Shows the caps with what is spent, reserved and free; what was spent on what this month; parked providers and"
                    + " overrides.",
            "These are the rows by which calls are let through."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:the database cannot be read",
            "2:the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno budget",
            "  pimainteno budget --json | jq '.caps[] | select(.free == 0)'",
            "  pimainteno budget override --tokens 500000 --for 2h --reason 'release week'",
            "  pimainteno budget override --clear"
        })
final class BudgetCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--json", description = "Write one JSON object to standard output.")
    private boolean json;

    BudgetCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        try (RunRecords records = RunRecords.open(configuration)) {
            BudgetView view = new BudgetView(configuration, records.budget().status());
            if (json) {
                new JsonLines(surroundings.out()).write(view.fields());
            } else {
                view.text().forEach(line -> spec.commandLine().getOut().println(Printable.line(line)));
            }
        }
        return ExitCode.GOOD;
    }
}
