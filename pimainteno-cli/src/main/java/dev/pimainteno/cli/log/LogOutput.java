package dev.pimainteno.cli.log;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.event.Level;

/**
 * What is logged, in which shape, and where it goes. Immutable; for many threads where its parts are.
 *
 * @param threshold the least important entries that are written
 * @param cleaning makes text fit to be written: without secrets, without control characters but for ends of lines and tabs
 * @param sink takes one line at a time, without its end
 */
public record LogOutput(Level threshold, LineFormat format, UnaryOperator<String> cleaning, Consumer<String> sink) {
    /** Libraries log, with their stack, what they also throw; the report says that in a sentence. */
    private static final String OWN = "dev.pimainteno.";

    /** Returns the same with another threshold. */
    public LogOutput withThreshold(Level other) {
        return new LogOutput(other, format, cleaning, sink);
    }

    /** Returns the same with another cleaning. */
    public LogOutput withCleaning(UnaryOperator<String> other) {
        return new LogOutput(threshold, format, other, sink);
    }

    /** Returns the same for another sink. */
    public LogOutput withSink(Consumer<String> other) {
        return new LogOutput(threshold, format, cleaning, other);
    }

    boolean isEnabled(String logger, Level level) {
        boolean own = logger.startsWith(OWN);
        boolean told = own || threshold.toInt() <= Level.DEBUG.toInt();
        return told && level.toInt() >= Math.max(threshold.toInt(), own ? 0 : Level.INFO.toInt());
    }

    void write(LogEntry entry) {
        String text = cleaning.apply(entry.text());
        format.lines(entry.level(), text).forEach(line -> sink.accept(line));
    }
}
