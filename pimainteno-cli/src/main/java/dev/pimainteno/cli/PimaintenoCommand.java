package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.ConfigurationSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, with the options that every subcommand takes. */
@Command(
        name = "pimainteno",
        description = "Maintains Git projects with a language model.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[COMMAND]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every run ended as it should: delivered, observed, nothing to do, parked",
            "1:a run failed or was refused, or something outside did not work",
            "2:the command line or the configuration cannot be used",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno --one-shot --dry-run    show what would be done, change nothing",
            "  pimainteno --one-shot              one run of every project",
            "  pimainteno run shop blog           one run of two projects",
            "  pimainteno config check            is the configuration right?",
            "  pimainteno apply < reply.txt       edit the files here as a model's reply says"
        })
final class PimaintenoCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration. Default: ./PiMainteno.toml, else /etc/pimainteno/PiMainteno.toml.")
    private @Nullable Path config;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what is done, to standard error.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    PimaintenoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Reads the configuration that the command line names, or the one at the standard places.
     *
     * @throws dev.pimainteno.config.ConfigurationException if there is none that can be used
     */
    Configuration configuration() {
        Path directory = surroundings.directory();
        ConfigurationSource source = config == null
                ? ConfigurationSource.find(directory, ConfigurationSource.standardPlaces())
                : new ConfigurationSource(directory.resolve(config), config.toString());
        return Configuration.load(source, surroundings.environment());
    }

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: --one-shot, or a command");
    }
}
