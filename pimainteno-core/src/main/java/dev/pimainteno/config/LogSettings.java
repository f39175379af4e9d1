package dev.pimainteno.config;

import java.util.Optional;

/**
 * {@code [log]}: how much of what is done is told. Immutable.
 *
 * @param level the least important lines that are written; absent: a program's own choice
 */
public record LogSettings(Optional<Level> level) {

    /** How important a line is. */
    public enum Level {
        /** Something was lost or is broken. */
        ERROR,
        /** Something is not as it should be, and work goes on. */
        WARN,
        /** Every model call, Git operation and step of a run. */
        INFO,
        /** Child processes, and what helps to find a fault. */
        DEBUG
    }

    static LogSettings read(Table table) {
        return new LogSettings(table.get("level").flatMap(value -> value.word(Level.class)));
    }
}
