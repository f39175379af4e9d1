package dev.pimainteno.service;

import dev.pimainteno.failure.PimaintenoException;
import org.jspecify.annotations.Nullable;

/** A service could not be asked or commanded. */
public final class ServiceException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    /** Why a service command did not work. */
    public enum Reason {
        /** The service manager does not answer. */
        UNAVAILABLE(true),
        /** The service manager did not answer in time. */
        TIMED_OUT(true),
        /** There is no such unit. */
        NOT_FOUND(false),
        /** The unit is masked, so that nobody may start it. */
        MASKED(false),
        /** This user may not do that to this unit. */
        NOT_PERMITTED(false),
        /** The command was carried out and the service did not come up. */
        FAILED(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Reason reason;

    public ServiceException(Reason reason, String message, @Nullable Throwable cause) {
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
