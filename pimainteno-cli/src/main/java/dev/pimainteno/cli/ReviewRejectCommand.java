package dev.pimainteno.cli;

import dev.pimainteno.review.ReviewDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code review reject}: turns a change down. */
@Command(
        name = "reject",
        description =
                "Turns a change down: it is not proposed again while the code around it stays as it is, and later prompts tell why.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:turned down",
            "1:refused, with the reason, or something outside did not work; the change goes on waiting",
            "2:there is no such change, or the command line or the configuration cannot be used",
            "130:interrupted"
        },
        footerHeading = "%nExample:%n",
        footer = "  pimainteno review reject shop --reason \"the sum is meant\"")
final class ReviewRejectCommand implements Callable<Integer> {
    private final PimaintenoCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Mixin
    private ReviewTarget target = new ReviewTarget();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; later prompts carry it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private String reason;

    ReviewRejectCommand(PimaintenoCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--reason: say why");
        }
        return root.decide(target, spec.commandLine(), item -> new ReviewDecision.Reject(item.item(), reason.strip()));
    }
}
