package dev.pimainteno.cli;

import dev.pimainteno.review.ReviewDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code review rebase}: makes a change anew on its branch. */
@Command(
        name = "rebase",
        description =
                "Makes a change that waits anew on the branch as it is now, if it fits there; it goes on waiting, under a new name.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it waits on the new base, or the branch has not moved",
            "1:refused, with the reason, or something outside did not work; the change goes on waiting",
            "2:there is no such change, or the command line or the configuration cannot be used",
            "130:interrupted"
        },
        footerHeading = "%nExample:%n",
        footer = "  pimainteno review rebase shop")
final class ReviewRebaseCommand implements Callable<Integer> {
    private final PimaintenoCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Mixin
    private ReviewTarget target = new ReviewTarget();

    ReviewRebaseCommand(PimaintenoCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return root.decide(target, spec.commandLine(), item -> new ReviewDecision.Rebase(item.item()));
    }
}
