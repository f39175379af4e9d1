package dev.pimainteno.git;

import dev.pimainteno.change.CommitId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a branch is, here and at the remote. Immutable.
 *
 * @param branch its short name
 * @param local its head in the user's repository
 * @param remoteInPlay null if no remote is needed
 */
public record Heads(String branch, CommitId local, @Nullable Remote remoteInPlay) {

    /** Returns the remote; absent if none is needed. */
    public Optional<Remote> remote() {
        return Optional.ofNullable(remoteInPlay);
    }
}
