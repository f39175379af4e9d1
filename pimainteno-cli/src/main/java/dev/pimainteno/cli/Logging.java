package dev.pimainteno.cli;

import dev.pimainteno.cli.log.CommandLoggers;
import dev.pimainteno.cli.log.LineFormat;
import dev.pimainteno.cli.log.LogOutput;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.LogSettings;
import dev.pimainteno.redaction.Redaction;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.event.Level;

/**
 * The log of one command, on standard error: warnings, or what the configuration says, or everything with {@code --verbose}.
 * Run by systemd, where nobody watches a display, it tells every step, with the priorities of the journal.
 */
final class Logging implements AutoCloseable {
    private final CommandLoggers loggers;
    private final LogOutput before;

    private Logging(CommandLoggers loggers, LogOutput before) {
        this.loggers = loggers;
        this.before = before;
    }

    static Logging start(Surroundings surroundings, boolean verbose) {
        CommandLoggers loggers = CommandLoggers.ofProcess();
        Logging logging = new Logging(loggers, loggers.output());
        Level usual = surroundings.journal() ? Level.INFO : Level.WARN;
        Redaction redaction = Redaction.ofEnvironment(surroundings.environment());
        PrintWriter err = surroundings.errWriter();
        loggers.writeTo(new LogOutput(
                verbose ? Level.DEBUG : usual,
                surroundings.journal() ? LineFormat.journal() : LineFormat.plain(InstantSource.system()),
                cleaning(redaction),
                err::println));
        return logging;
    }

    /**
     * Takes the level that the configuration names, unless the command line has asked for more, and hides the secrets that it
     * says where to find.
     */
    static void configure(Configuration configuration, Map<String, String> environment, boolean verbose) {
        LogSettings settings = configuration.log();
        CommandLoggers loggers = CommandLoggers.ofProcess();
        Redaction redaction = KnownSecrets.redaction(configuration, environment);
        loggers.writeTo(loggers.output().withCleaning(cleaning(redaction)));
        if (!verbose && settings.level().isPresent()) {
            Level level = Level.valueOf(settings.level().get().name());
            loggers.writeTo(loggers.output().withThreshold(level));
        }
    }

    private static UnaryOperator<String> cleaning(Redaction redaction) {
        return text -> Printable.text(redaction.apply(text));
    }

    /** Whether each step of a run is logged, so that no progress needs to tell it. */
    static boolean tellsSteps() {
        return CommandLoggers.ofProcess().output().threshold().toInt() <= Level.INFO.toInt();
    }

    /** Sends lines elsewhere, until the result is closed. */
    static Logging divert(Consumer<String> sink) {
        CommandLoggers loggers = CommandLoggers.ofProcess();
        LogOutput before = loggers.output();
        loggers.writeTo(before.withSink(sink));
        return new Logging(loggers, before);
    }

    /** Leaves the log as it was before. */
    @Override
    public void close() {
        loggers.writeTo(before);
    }
}
