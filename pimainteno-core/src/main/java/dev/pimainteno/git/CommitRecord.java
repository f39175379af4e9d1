package dev.pimainteno.git;

import dev.pimainteno.project.CommitIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * What a commit says of itself. Immutable.
 *
 * @param author who it is by
 * @param committer who made it
 * @param when when it was made, to the second
 * @param signature in its text form; absent if it is not signed
 * @param message the whole message
 */
public record CommitRecord(
        CommitIdentity author, CommitIdentity committer, Instant when, Optional<String> signature, String message) {}
