package dev.pimainteno.git;

import java.util.Optional;

/** Signs commits. */
@FunctionalInterface
public interface CommitSigner {

    /**
     * Signs a commit.
     *
     * @param commit as Git stores it, without a signature
     * @return the signature in its text form; nothing if commits are not signed
     * @throws GitException if it cannot be signed, with the reason {@link GitException.Reason#NOT_SIGNED}
     * @throws InterruptedException if the caller is interrupted
     */
    Optional<String> sign(byte[] commit) throws InterruptedException;

    /** Returns a signer that signs nothing. */
    static CommitSigner none() {
        return commit -> Optional.empty();
    }
}
