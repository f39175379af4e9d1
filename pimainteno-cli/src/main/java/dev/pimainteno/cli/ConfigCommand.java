package dev.pimainteno.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code config}: what there is to do about the configuration. */
@Command(
        name = "config",
        description = "Looks at the configuration.",
        footerHeading = "%nExample:%n",
        footer = "  pimainteno config check")
final class ConfigCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with the configuration: check");
    }
}
