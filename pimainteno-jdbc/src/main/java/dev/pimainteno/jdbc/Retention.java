package dev.pimainteno.jdbc;

import java.time.Duration;

/**
 * Which runs that have ended are kept: those that are neither too old nor beyond the newest so many. Immutable.
 *
 * @param maxAge since a run's last event; positive
 * @param maxRuns how many of all projects, counting those that are under way; positive
 */
public record Retention(Duration maxAge, int maxRuns) {

    public Retention {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("maxAge must be positive, not " + maxAge);
        }
        if (maxRuns < 1) {
            throw new IllegalArgumentException("maxRuns must be positive, not " + maxRuns);
        }
    }

    /** Keeps 10,000 runs for 400 days. */
    public static Retention standard() {
        return new Retention(Duration.ofDays(400), 10_000);
    }
}
