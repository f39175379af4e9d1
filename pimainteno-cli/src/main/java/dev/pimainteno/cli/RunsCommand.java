package dev.pimainteno.cli;

import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code runs}: what was run, the newest first. Reads only. */
@Command(
        name = "runs",
        description = "Lists the runs that are recorded, the newest first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown, be it none",
            "1:the database cannot be read",
            "2:there is no such project or run, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno runs --project shop --outcome failed",
            "  pimainteno runs --limit 100 --before 20260131-235959-0f3a9c",
            "  pimainteno runs --json | jq -r .run_id"
        })
final class RunsCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--project", paramLabel = "PROJECT", description = "Only runs of this project.")
    private @Nullable String project;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "Only runs that ended so: nothing_to_do, observed, held, delivered, parked,"
                    + " refused, failed, interrupted.")
    private @Nullable String outcome;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many, 1 to 10,000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--before", paramLabel = "RUN", description = "Only runs that were opened before this one.")
    private @Nullable String before;

    @Option(names = "--json", description = "Write a line of JSON for each run to standard output.")
    private boolean json;

    RunsCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw misused("--limit: a number from 1 to 10000 is needed, not " + limit);
        }
        RunQuery query = RunQuery.newest(limit);
        if (outcome != null) {
            query = query.with(outcome(outcome));
        }
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            RunChoice choice = new RunChoice(records, spec.commandLine());
            if (project != null) {
                query = query.of(choice.project(project));
            }
            if (before != null) {
                query = query.before(choice.run(before).run());
            }
            List<RunOverview> runs = records.history().runs(query);
            if (json) {
                JsonLines lines = new JsonLines(surroundings.out());
                runs.forEach(run -> lines.write(fields(run, records)));
            } else {
                show(runs, records);
            }
            return ExitCode.GOOD;
        }
    }

    private void show(List<RunOverview> runs, RunRecords records) {
        PrintWriter out = spec.commandLine().getOut();
        if (runs.isEmpty()) {
            spec.commandLine().getErr().println("no such run is recorded");
            return;
        }
        out.println(Columns.HEADER);
        runs.forEach(run -> out.println(Columns.of(run, records.state(run))));
    }

    private static Map<String, @Nullable Object> fields(RunOverview run, RunRecords records) {
        Map<String, @Nullable Object> fields = RunFields.of(run);
        fields.put("state", RunFields.word(records.state(run)));
        return fields;
    }

    private RunOutcome outcome(String word) {
        String wanted = word.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(RunOutcome.values())
                .filter(known -> known.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> misused("--outcome: there is no outcome '" + word + "'; there are: "
                        + Arrays.stream(RunOutcome.values())
                                .filter(known -> known != RunOutcome.IDLE)
                                .map(RunFields::word)
                                .collect(Collectors.joining(", "))));
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
