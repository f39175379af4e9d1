package dev.pimainteno.git;

import dev.pimainteno.failure.PimaintenoException;
import org.jspecify.annotations.Nullable;

/** A repository cannot be worked with, or Git work on it failed. */
public final class GitException extends PimaintenoException {
    private static final long serialVersionUID = 1L;

    /** Why a repository could not be worked with. */
    public enum Reason {
        /** There is no Git repository at the path. */
        NOT_A_REPOSITORY(false),
        /** It is a repository of a kind that is not supported: bare, SHA-256. */
        UNSUPPORTED(false),
        /** The branch is missing, has no commit yet, or is not named and the checkout is on none. */
        NO_BRANCH(false),
        /** A remote, or its branch, is needed and missing. */
        NO_REMOTE(false),
        /** Local and remote branch have gone different ways, or the local one is ahead. */
        DIVERGED(false),
        /** A commit was to be signed, and could not be. */
        NOT_SIGNED(false),
        /** This user may not read or write what is needed. */
        NOT_PERMITTED(false),
        /** The remote understood a push and declined it: a hook, a protected branch. */
        DECLINED(false),
        /** The remote does not answer, or broke off. */
        UNAVAILABLE(true),
        /** A push broke off, and the remote cannot be asked whether it went through, or it may still do. */
        UNKNOWN(true),
        /** Reading or writing failed otherwise: a full disk, a damaged repository. */
        FAILED(true);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Reason reason;

    public GitException(Reason reason, String message, @Nullable Throwable cause) {
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
