package dev.pimainteno.cli;

import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.review.ReviewItem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code review diff}: a change as it was recorded. Reads only. */
@Command(
        name = "diff",
        description = "Writes a change that waits as a unified diff; what looks like a secret in it is hidden.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:not all of the change is there",
            "2:there is no such change, or the command line or the configuration cannot be used"
        },
        footerHeading = "%nExample:%n",
        footer = "  pimainteno review diff shop")
final class ReviewDiffCommand implements Callable<Integer> {
    private final PimaintenoCommand root;
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Mixin
    private ReviewTarget target = new ReviewTarget();

    ReviewDiffCommand(PimaintenoCommand root, Surroundings surroundings) {
        this.root = root;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (RunRecords records = RunRecords.open(root.load(root.source()))) {
            ReviewItem item = new ItemChoice(records, spec.commandLine()).item(target.name());
            RunOverview run = records.history().find(item.item()).orElseThrow();
            if (target.json()) {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                fields.put("item", item.item());
                fields.put(
                        "diff",
                        records.artifacts().read(item.item(), DiffCommand.PATCH).orElse(null));
                new JsonLines(surroundings.out()).write(fields);
                return ExitCode.GOOD;
            }
            return new KeptText(records, run, DiffCommand.PATCH)
                    .write(
                            surroundings.out(),
                            spec.commandLine().getErr(),
                            "the run " + item.item() + " of '" + item.project() + "' made no change");
        }
    }
}
