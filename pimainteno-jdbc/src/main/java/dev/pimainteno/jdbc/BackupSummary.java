package dev.pimainteno.jdbc;

import java.time.Instant;

/**
 * What a backup holds. Immutable.
 *
 * @param created when it was made
 * @param runs how many
 * @param events of all runs
 * @param artifacts texts that were kept of these runs
 */
public record BackupSummary(Instant created, long runs, long events, long artifacts) {}
