package dev.pimainteno.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cache}: what there is to do about the remembered answers. */
@Command(
        name = "cache",
        description = "Looks at the cache of the model's answers, or empties it.",
        footerHeading = "%nExamples:%n",
        footer = {"  pimainteno cache stats", "  pimainteno cache clear"})
final class CacheCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with the cache: stats or clear");
    }
}
