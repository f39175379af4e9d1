package dev.pimainteno.cache;

import dev.pimainteno.failure.PimaintenoException;
import org.jspecify.annotations.Nullable;

/** A cache could not be opened, read or written. */
public final class CacheException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    /** Why a cache could not be used. */
    public enum Reason {
        /** The storage underneath does not work: permissions, a full disk, a broken device. */
        UNAVAILABLE(true),
        /** Another process owns the storage. */
        IN_USE(true),
        /** This machine cannot run this kind of storage: a native library that does not load. */
        UNSUPPORTED(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Reason reason;

    public CacheException(Reason reason, String message, @Nullable Throwable cause) {
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
