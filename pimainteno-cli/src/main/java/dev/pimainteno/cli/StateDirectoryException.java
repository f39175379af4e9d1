package dev.pimainteno.cli;

import dev.pimainteno.failure.PimaintenoException;
import java.io.IOException;
import java.nio.file.Path;

/** The state directory cannot be made. */
final class StateDirectoryException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    StateDirectoryException(Path directory, IOException cause) {
        super(
                "Cannot use the state directory " + directory + ": " + Failures.describe(cause) + "; nothing was run",
                cause);
    }

    @Override
    public boolean isRetryable() {
        return false;
    }
}
