package dev.pimainteno.cli;

import dev.pimainteno.review.ReviewDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code review approve}: delivers a change that waits. */
@Command(
        name = "approve",
        description = {
            "Delivers a change that waits: it passes the gates once more on the branch as it is now, where it is made anew if",
            "the branch has moved. What gates find besides what could be seen sends it back."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:delivered, or back in the queue with news",
            "1:refused, with the reason, or something outside did not work; the change goes on waiting",
            "2:there is no such change, or the command line or the configuration cannot be used",
            "130:interrupted"
        },
        footerHeading = "%nExample:%n",
        footer = "  pimainteno review approve shop")
final class ReviewApproveCommand implements Callable<Integer> {
    private final PimaintenoCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Mixin
    private ReviewTarget target = new ReviewTarget();

    ReviewApproveCommand(PimaintenoCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return root.decide(target, spec.commandLine(), item -> new ReviewDecision.Approve(item.item()));
    }
}
