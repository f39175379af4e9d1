package dev.pimainteno.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code review}: what there is to do about changes that wait for a person. */
@Command(
        name = "review",
        description = "Looks at the changes that wait for a person, and decides about them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno review list",
            "  pimainteno review show shop",
            "  pimainteno review approve 20260131-235959-0f3a9c",
            "  pimainteno review reject shop --reason \"the sum is meant\""
        })
final class ReviewCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do with the changes that wait: list, show, diff, approve, reject, edit or rebase");
    }
}
