package dev.pimainteno.cli.log;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.MDCAdapter;

/** Every logger of the process, all with one output. Until that is set, warnings go to standard error. For many threads. */
public final class CommandLoggers implements ILoggerFactory {
    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private final MDCAdapter context;
    private volatile LogOutput output = new LogOutput(
            Level.WARN, LineFormat.plain(InstantSource.system()), UnaryOperator.identity(), System.err::println);

    CommandLoggers(MDCAdapter context) {
        this.context = context;
    }

    /**
     * Returns the loggers of this process.
     *
     * @throws IllegalStateException if another backend than this one is on the class path before it
     */
    public static CommandLoggers ofProcess() {
        if (LoggerFactory.getILoggerFactory() instanceof CommandLoggers loggers) {
            return loggers;
        }
        throw new IllegalStateException("another SLF4J backend stands before the command's own on the class path");
    }

    /** Sends what is logged from now on to an output. */
    public void writeTo(LogOutput output) {
        this.output = requireNonNull(output, "output");
    }

    /** Returns where what is logged goes now. */
    public LogOutput output() {
        return output;
    }

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, known -> new CommandLogger(known, this));
    }

    /** Returns the id of the run that the calling thread works on; empty if it works on none. */
    String run() {
        String run = context.get("run");
        return run == null ? "" : run;
    }
}
