package dev.pimainteno.git;

import dev.pimainteno.project.CommitIdentity;
import java.time.Instant;

/**
 * What a commit says of itself. Immutable.
 *
 * @param committer who made it
 * @param when when it was made, to the second
 * @param message the whole message
 */
public record CommitRecord(CommitIdentity committer, Instant when, String message) {}
