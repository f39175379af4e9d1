package dev.pimainteno.change;

import java.time.Instant;

/**
 * A commit in one line of history. Immutable.
 *
 * @param subject the first line of its message
 * @param author the author's name
 * @param when the committer's time
 */
public record CommitSummary(CommitId id, String subject, String author, Instant when) {}
