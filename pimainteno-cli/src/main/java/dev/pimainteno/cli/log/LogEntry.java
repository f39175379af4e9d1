package dev.pimainteno.cli.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Something to be logged. Immutable.
 *
 * @param logger the logger's whole name
 * @param run the id of the run that it belongs to; empty if it belongs to none
 * @param failure what went wrong, to be shown with its stack; null if nothing did
 */
record LogEntry(
        Level level,
        String logger,
        String run,
        String message,
        @Nullable Throwable failure) {

    /** Returns the last part of the logger's name. */
    String topic() {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    /**
     * Returns run, topic and message on one line, then the stack of what went wrong, indented: whatever a message holds,
     * it cannot look like an entry of its own.
     */
    String text() {
        String text = (run.isEmpty() ? "" : "[" + run + "] ") + topic() + ": " + message.replaceAll("\\s*\\R\\s*", " ");
        if (failure == null) {
            return text;
        }
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        return text + "\n" + stack.toString().stripTrailing().indent(4).stripTrailing();
    }
}
