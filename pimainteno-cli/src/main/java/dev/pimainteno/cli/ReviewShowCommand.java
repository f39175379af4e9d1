package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.git.GitEnvironment;
import dev.pimainteno.review.ReviewItem;
import dev.pimainteno.review.ReviewQueue;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code review show}: one change at a glance. Reads only. */
@Command(
        name = "show",
        description =
                "Shows a change that waits: why it waits, what gates would have a person look at, whether its branch has moved.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:shown",
            "1:the database cannot be read",
            "2:there is no such change, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExample:%n",
        footer = "  pimainteno review show shop")
final class ReviewShowCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Mixin
    private ReviewTarget target = new ReviewTarget();

    ReviewShowCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.load(root.source());
        GitEnvironment.isolate(configuration.state().path());
        try (RunRecords records = RunRecords.open(configuration)) {
            ItemChoice choice = new ItemChoice(records, spec.commandLine());
            ReviewItem item = choice.item(target.name());
            ReviewQueue queue = records.reviews();
            Optional<String> stale =
                    item.isWaiting() ? queue.staleness(choice.projectOf(item), item) : Optional.empty();
            if (target.json()) {
                new JsonLines(surroundings.out()).write(ReviewFields.of(item, queue, stale));
            } else {
                new ReviewText(item, queue, stale).print(spec.commandLine().getOut());
            }
            return ExitCode.GOOD;
        }
    }
}
