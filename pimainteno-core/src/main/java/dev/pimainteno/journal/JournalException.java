package dev.pimainteno.journal;

import dev.pimainteno.failure.PimaintenoException;
import org.jspecify.annotations.Nullable;

/** The journal, the claims, the watermarks or the budget could not be read or written. It stops the run. */
public final class JournalException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    /** Why the store could not be used. */
    public enum Reason {
        /** The storage underneath does not work: permissions, a full disk, a database that is away. */
        UNAVAILABLE(true),
        /** What is stored cannot be understood. */
        DAMAGED(false),
        /** The project was taken over by somebody else, and this holder must stop acting. */
        FENCED(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Reason reason;

    public JournalException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public boolean isRetryable() {
        return reason.retryable;
    }
}
