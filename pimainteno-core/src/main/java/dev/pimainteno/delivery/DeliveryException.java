package dev.pimainteno.delivery;

import dev.pimainteno.failure.PimaintenoException;
import org.jspecify.annotations.Nullable;

/** A change could not be delivered, or it is not known whether it was. */
public final class DeliveryException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    /** Why a delivery did not work. */
    public enum Reason {
        /** The remote cannot be reached, or broke off. */
        UNAVAILABLE(true),
        /** The remote broke off and cannot be asked whether the change is there, or it may still get there. */
        UNKNOWN(true),
        /** The remote, or the file system, does not let this user write. */
        NOT_PERMITTED(false),
        /** The remote understood and declined: a hook, a protected branch. A person is asked then. */
        REJECTED(false),
        /** Something else on the local side failed. */
        FAILED(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Reason reason;

    public DeliveryException(Reason reason, String message, @Nullable Throwable cause) {
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
