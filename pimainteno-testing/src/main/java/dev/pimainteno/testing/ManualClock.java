package dev.pimainteno.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to go on. Safe for many threads. */
public final class ManualClock implements InstantSource {
    private Instant now;

    private ManualClock(Instant start) {
        this.now = start;
    }

    /** Returns a clock that stands at 2026-01-01T00:00:00Z. */
    public static ManualClock create() {
        return at(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public static ManualClock at(Instant start) {
        return new ManualClock(start);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves the clock, backwards if the duration is negative, as wall clocks do at times. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
