package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.git.GitEnvironment;
import dev.pimainteno.project.Project;
import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.review.ReviewQueue;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code review list}: the changes that wait. Reads only. */
@Command(
        name = "list",
        description = "Lists the changes that wait for a person, project by project, the oldest first.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown, be it none",
            "1:the database cannot be read",
            "2:the command line or the configuration cannot be used"
        },
        footerHeading = "%nExample:%n",
        footer = "  pimainteno review list --json | jq -r .item")
final class ReviewListCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--json", description = "Write a line of JSON for each change to standard output.")
    private boolean json;

    ReviewListCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        GitEnvironment.isolate(configuration.state().path());
        try (RunRecords records = RunRecords.open(configuration)) {
            ReviewQueue queue = records.reviews();
            JsonLines lines = new JsonLines(surroundings.out());
            PrintWriter out = spec.commandLine().getOut();
            int shown = 0;
            for (Project project : configuration.projects()) {
                for (ReviewItem item : queue.waiting(project.id())) {
                    Optional<String> stale = queue.staleness(project, item);
                    if (json) {
                        lines.write(ReviewFields.of(item, queue, stale));
                    } else {
                        out.println(ReviewText.line(item, stale.isPresent()));
                    }
                    shown++;
                }
            }
            if (shown == 0 && !json) {
                spec.commandLine().getErr().println("no change waits for review");
            }
            return ExitCode.GOOD;
        }
    }
}
