package dev.pimainteno.process;

import dev.pimainteno.failure.PimaintenoException;
import org.jspecify.annotations.Nullable;

/** A child process could not be started, or its streams could not be used. */
public final class ProcessException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    /** Why a child process could not be used. */
    public enum Reason {
        /** The program does not exist, or is no program. */
        NOT_FOUND,
        /** The program exists and may not be executed by this user. */
        NOT_PERMITTED,
        /** The operating system refused for another reason: limits, memory, the directory. */
        FAILED
    }

    private final Reason reason;

    public ProcessException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public boolean isRetryable() {
        return reason == Reason.FAILED;
    }
}
