package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.ConfigurationSource;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.project.Project;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.review.ReviewItem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
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
            "0:every run ended as it should: delivered, held, observed, nothing to do, parked",
            "1:a run failed or was refused, or something outside did not work",
            "2:the command line or the configuration cannot be used",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pimainteno demo                    a whole run on a small project made for it",
            "  pimainteno init                    write a configuration for the repositories here",
            "  pimainteno doctor                  is everything here that a run needs?",
            "  pimainteno --one-shot --dry-run    show what would be done, change nothing",
            "  pimainteno --one-shot              one run of every project",
            "  pimainteno run shop blog           one run of two projects",
            "  pimainteno runs                    what was run, the newest first",
            "  pimainteno why shop                why it was done, or why nothing happens",
            "  pimainteno review list             which changes wait for a person",
            "  pimainteno config check            is the configuration right?",
            "  pimainteno apply < reply.txt       edit the files here as a model's reply says"
        })
final class PimaintenoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--one-shot", description = "Make one run of every project, whatever the schedule says.")
    private boolean oneShot;

    @Mixin
    private RunOptions options = new RunOptions();

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
     * Returns where the configuration is: at the place that the command line names, or at one of the standard ones.
     *
     * @throws dev.pimainteno.config.ConfigurationException if there is none
     */
    ConfigurationSource source() {
        Path directory = surroundings.directory();
        return config == null
                ? ConfigurationSource.find(directory, ConfigurationSource.standardPlaces())
                : new ConfigurationSource(directory.resolve(config), config.toString());
    }

    /** Returns the configuration as the command line names it; nothing if it names none. */
    Optional<Path> namedConfiguration() {
        return Optional.ofNullable(config);
    }

    /**
     * Reads the configuration, and logs from now on as it says.
     *
     * @throws dev.pimainteno.config.ConfigurationException if it cannot be used
     */
    Configuration load(ConfigurationSource source) {
        Configuration configuration = Configuration.load(source, surroundings.environment());
        Logging.configure(configuration, surroundings.environment(), verbose);
        return configuration;
    }

    /** Runs the projects that are chosen from the configuration, and returns the exit code. */
    int run(RunOptions options, CommandLine command, Function<Configuration, List<Project>> choice) {
        if (options.jobs() < 1) {
            throw new ParameterException(command, "--jobs: a positive number is needed, not " + options.jobs());
        }
        ConfigurationSource source = source();
        Configuration configuration = load(source);
        LlmClient llm = ModelFactory.create(source, configuration, surroundings.environment());
        List<Project> projects = choice.apply(configuration);
        warn(configuration, command.getErr());
        return new Round(surroundings, options, configuration, projects).run(llm, command.getOut());
    }

    /** Does what a person has decided about a change that waits, and returns the exit code. */
    int decide(ReviewTarget target, CommandLine command, Function<ReviewItem, ReviewDecision> decision) {
        return decide(target.name(), target.json(), command, decision);
    }

    /** Does what a person has decided about a change that waits, and returns the exit code. */
    int decide(String name, boolean json, CommandLine command, Function<ReviewItem, ReviewDecision> decision) {
        ConfigurationSource source = source();
        Configuration configuration = load(source);
        LlmClient llm = ModelFactory.create(source, configuration, surroundings.environment());
        Project project;
        ReviewDecision decided;
        try (RunRecords records = RunRecords.open(configuration)) {
            ItemChoice choice = new ItemChoice(records, command);
            ReviewItem item = choice.item(name);
            project = choice.projectOf(item);
            decided = decision.apply(item);
        }
        warn(configuration, command.getErr());
        return new Round(surroundings, RunOptions.answering(json), configuration, List.of(project))
                .deciding(decided)
                .run(llm, command.getOut());
    }

    /** Says what is set and has no effect. */
    void warn(Configuration configuration, PrintWriter err) {
        configuration.warnings().forEach(warning -> err.println("warning: " + Printable.line(warning.toString())));
    }

    /**
     * Refuses options of {@code --one-shot} in front of a subcommand, which would not see them: a dry run must never turn
     * out to be a real one.
     */
    static void check(ParseResult parsed) {
        for (String option : List.of("--one-shot", "--dry-run", "--jobs", "--json")) {
            if (parsed.hasSubcommand() && parsed.hasMatchedOption(option)) {
                String command = parsed.subcommand().commandSpec().name();
                String message = option.equals("--one-shot")
                        ? "--one-shot runs every project, and takes no command '" + command + "'"
                        : option + " stands in front of '" + command + "', where it has no effect: put it behind";
                throw new ParameterException(parsed.commandSpec().commandLine(), message);
            }
        }
    }

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        if (!oneShot) {
            throw new ParameterException(spec.commandLine(), "say what to do: --one-shot, or a command");
        }
        return run(options, spec.commandLine(), Configuration::projects);
    }
}
