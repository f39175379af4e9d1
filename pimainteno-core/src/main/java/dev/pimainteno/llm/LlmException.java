package dev.pimainteno.llm;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.failure.PimaintenoException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no usable answer. */
public final class LlmException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** The client is not there or not as it must be: no program, too old a version, a bad setting. */
        NOT_INSTALLED(false),
        /** Nobody is signed in, or the key is wrong. */
        NOT_SIGNED_IN(false),
        /** The service cannot be reached or does not work at the moment. */
        UNAVAILABLE(true),
        /** Too many requests for the moment; {@link LlmException#availableAt()} may say for how long. */
        RATE_LIMITED(true),
        /** The allowance is used up; {@link LlmException#availableAt()} may say until when. */
        QUOTA_EXHAUSTED(true),
        /** No answer within the time allowed, or no sign of life. */
        TIMED_OUT(true),
        /** The request is larger than the model takes. */
        TOO_LARGE(false),
        /** An answer came that cannot be understood, is empty, broken off or too long. */
        MALFORMED(true),
        /** The service understood the request and declines it: no such model, a parameter, a policy. */
        REFUSED(false),
        /** The budget does not allow it; {@link LlmException#availableAt()} may say when it does. Nobody was asked. */
        OVER_BUDGET(true),
        /** Somebody was told that the service takes no more until {@link LlmException#availableAt()}. Nobody was asked. */
        PARKED(true),
        /**
         * The same request has failed in the same way too often; {@link LlmException#availableAt()} may say when it may be
         * made again. Nobody was asked.
         */
        REPEATED(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether somebody was asked at all. */
        public boolean wasAsked() {
            return this != OVER_BUDGET && this != PARKED && this != REPEATED;
        }

        /** Whether a model may have seen the request. */
        public boolean mayHaveReachedModel() {
            return wasAsked() && this != NOT_INSTALLED && this != NOT_SIGNED_IN;
        }

        /** Whether a request that ends so has surely cost nothing. */
        public boolean costsNothing() {
            return this == RATE_LIMITED || this == QUOTA_EXHAUSTED || !mayHaveReachedModel();
        }
    }

    private final Reason reason;
    private final @Nullable Instant availableAt;

    public LlmException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, null, cause);
    }

    /**
     * @param availableAt when the service said that it will answer again; null if it did not say
     */
    public LlmException(Reason reason, String message, @Nullable Instant availableAt, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
        this.availableAt = availableAt;
    }

    public Reason reason() {
        return reason;
    }

    /** Returns when the service said that it will answer again; absent if it did not say. */
    public Optional<Instant> availableAt() {
        return Optional.ofNullable(availableAt);
    }

    @Override
    public boolean isRetryable() {
        return reason.retryable;
    }
}
