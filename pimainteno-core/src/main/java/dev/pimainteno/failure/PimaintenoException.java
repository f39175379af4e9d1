package dev.pimainteno.failure;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The root of every failure that this library throws. Each port has one final subclass, in its own package, with a
 * {@code Reason} that says what kind of failure it was.
 */
public abstract class PimaintenoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was tried, on what, and what follows
     * @param cause the failure underneath, if there was one
     */
    protected PimaintenoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns what was tried, on what, and what follows. */
    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage(), "message");
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public abstract boolean isRetryable();
}
