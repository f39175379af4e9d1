package dev.pimainteno.cli;

import dev.pimainteno.failure.PimaintenoException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The state directory cannot be had. */
final class StateDirectoryException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    enum Reason {
        /** It cannot be made, or not be written to. */
        UNUSABLE,
        /** Another process is at work on it. */
        IN_USE
    }

    private final Reason reason;

    private StateDirectoryException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    static StateDirectoryException unusable(Path directory, IOException cause) {
        return new StateDirectoryException(
                Reason.UNUSABLE,
                "Cannot use the state directory " + directory + ": " + Failures.describe(cause) + "; nothing was run",
                cause);
    }

    static StateDirectoryException inUse(Path directory, String process) {
        return new StateDirectoryException(
                Reason.IN_USE,
                "Another pimainteno (" + process + ") is at work on the state directory " + directory
                        + "; nothing was run",
                null);
    }

    Reason reason() {
        return reason;
    }

    @Override
    public boolean isRetryable() {
        return reason == Reason.IN_USE;
    }
}
