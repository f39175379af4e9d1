package dev.pimainteno.cli;

import dev.pimainteno.cli.demo.DemoCommand;
import dev.pimainteno.config.ConfigurationException;
import dev.pimainteno.failure.PimaintenoException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The whole command line: the command with its subcommands, and what becomes of their failures. */
final class Pimainteno {
    private final Surroundings surroundings;
    private final PimaintenoCommand root;
    private final CommandLine commandLine;

    private Pimainteno(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.root = new PimaintenoCommand(surroundings);
        this.commandLine = new CommandLine(root)
                .addSubcommand(new InitCommand(root, surroundings))
                .addSubcommand(new DoctorCommand(root, surroundings))
                .addSubcommand(new RunCommand(root))
                .addSubcommand(new RunsCommand(root, surroundings))
                .addSubcommand(new ShowCommand(root, surroundings))
                .addSubcommand(new DiffCommand(root, surroundings))
                .addSubcommand(new LogCommand(root, surroundings))
                .addSubcommand(new ArtifactCommand(root, surroundings))
                .addSubcommand(new WhyCommand(root, surroundings))
                .addSubcommand(new CommandLine(new BudgetCommand(root, surroundings))
                        .addSubcommand(new BudgetOverrideCommand(root, surroundings))
                        .addSubcommand(new BudgetResumeCommand(root)))
                .addSubcommand(new CommandLine(new LearningsCommand(root, surroundings))
                        .addSubcommand(new LearningsShowCommand(root, surroundings))
                        .addSubcommand(new LearningsAddCommand(root, surroundings))
                        .addSubcommand(new LearningsEditCommand(root, surroundings))
                        .addSubcommand(new LearningsDeleteCommand(root)))
                .addSubcommand(new CommandLine(new ReviewCommand())
                        .addSubcommand(new ReviewListCommand(root, surroundings))
                        .addSubcommand(new ReviewShowCommand(root, surroundings))
                        .addSubcommand(new ReviewDiffCommand(root, surroundings))
                        .addSubcommand(new ReviewApproveCommand(root))
                        .addSubcommand(new ReviewRejectCommand(root))
                        .addSubcommand(new ReviewEditCommand(root, surroundings))
                        .addSubcommand(new ReviewRebaseCommand(root)))
                .addSubcommand(new ReplayCommand(root, surroundings))
                .addSubcommand(new BackupCommand(root, surroundings))
                .addSubcommand(new RestoreCommand(root, surroundings))
                .addSubcommand(new SummaryCommand(root, surroundings))
                .addSubcommand(new CommandLine(new CacheCommand())
                        .addSubcommand(new CacheStatsCommand(root, surroundings))
                        .addSubcommand(new CacheClearCommand(root)))
                .addSubcommand(new ApplyCommand(surroundings))
                .addSubcommand(
                        new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCheckCommand(root, surroundings)))
                .addSubcommand(new DemoCommand())
                .addSubcommand(new CompletionCommand())
                .setOut(surroundings.outWriter())
                .setErr(surroundings.errWriter())
                .setColorScheme(CommandLine.Help.defaultColorScheme(surroundings.colourful() ? Ansi.ON : Ansi.OFF))
                .setExecutionStrategy(this::start)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler(this::failed);
    }

    static Pimainteno in(Surroundings surroundings) {
        return new Pimainteno(surroundings);
    }

    /** Returns the model of the command line, for what is written from it. */
    CommandSpec model() {
        return commandLine.getCommandSpec();
    }

    /** Executes a command line and returns the exit code. */
    int execute(String... arguments) {
        return commandLine.execute(arguments);
    }

    private int start(ParseResult parsed) {
        PimaintenoCommand.check(parsed);
        boolean demo =
                parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof DemoCommand;
        Logging log = Logging.start(surroundings, root.isVerbose());
        try {
            return demo ? interruptibly(parsed) : new RunLast().execute(parsed);
        } finally {
            log.close();
        }
    }

    /** A run sees to its signals itself, because it has more to say of them. */
    private int interruptibly(ParseResult parsed) {
        try (Signals signals = Signals.interrupting(Thread.currentThread(), () -> {})) {
            try {
                int exitCode = new RunLast().execute(parsed);
                return signals.received() ? interrupted() : exitCode;
            } catch (ExecutionException e) {
                // An interrupt shows itself in many ways, depending on what was under way.
                if (signals.received()) {
                    return interrupted();
                }
                throw e;
            }
        }
    }

    private int interrupted() {
        commandLine.getErr().println("pimainteno: interrupted");
        return ExitCode.INTERRUPTED;
    }

    private int misused(ParameterException failure, String... arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("pimainteno: " + Printable.text(String.valueOf(failure.getMessage())));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        PrintWriter err = command.getErr();
        boolean expected = failure instanceof PimaintenoException;
        err.println("pimainteno: "
                + Printable.text(expected ? String.valueOf(failure.getMessage()) : "unexpected failure: " + failure));
        if (!expected || root.isVerbose()) {
            failure.printStackTrace(err);
        }
        return failure instanceof ConfigurationException ? ExitCode.USAGE : ExitCode.FAILED;
    }
}
