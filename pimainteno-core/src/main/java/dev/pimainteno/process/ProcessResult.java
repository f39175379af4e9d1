package dev.pimainteno.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How a child process ended and what it printed. Immutable. */
public final class ProcessResult {

    /** Who ended the process. */
    public enum Ending {
        /** The process itself. */
        EXITED,
        /** The runner, at the deadline. */
        TIMED_OUT,
        /** The runner, after too long a silence. */
        STALLED,
        /** The runner, because the process printed more than it may. */
        TOO_MUCH_OUTPUT,
        /** The runner, some time after the line that was to be the last. */
        LINGERED,
        /** The runner, because the watch objected. */
        OBJECTED
    }

    private final Ending ending;
    private final int exitCode;
    private final byte[] output;
    private final byte[] errors;
    private final boolean truncated;
    private final Duration elapsed;
    private final String objection;

    ProcessResult(
            Ending ending,
            int exitCode,
            byte[] output,
            byte[] errors,
            boolean truncated,
            Duration elapsed,
            String objection) {
        this.ending = ending;
        this.exitCode = exitCode;
        this.output = output;
        this.errors = errors;
        this.truncated = truncated;
        this.elapsed = elapsed;
        this.objection = objection;
    }

    /** Returns the same with an objection that was raised when the process had ended; whatever ended it, that counts. */
    public ProcessResult objectedTo(String why) {
        return new ProcessResult(Ending.OBJECTED, exitCode, output, errors, truncated, elapsed, why);
    }

    public Ending ending() {
        return ending;
    }

    /** Returns the exit code: 0 to 255, and 128 plus the signal's number for a process that a signal ended. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether the process ended by itself with exit code 0. */
    public boolean succeeded() {
        return ending == Ending.EXITED && exitCode == 0;
    }

    /** Returns standard output as UTF-8, malformed bytes replaced. */
    public String output() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** Returns standard error as UTF-8, malformed bytes replaced; empty where it joined the output. */
    public String errors() {
        return new String(errors, StandardCharsets.UTF_8);
    }

    /** Whether something that the process printed was left out. */
    public boolean truncated() {
        return truncated;
    }

    /** Returns the time from start to end. */
    public Duration elapsed() {
        return elapsed;
    }

    /** Returns what the watch had against the process, behind the command's name; empty if nothing. */
    public String objection() {
        return objection;
    }
}
