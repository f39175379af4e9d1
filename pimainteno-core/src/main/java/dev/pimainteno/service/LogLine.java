package dev.pimainteno.service;

import java.time.Instant;

/**
 * One message that a service, or its manager on its behalf, has logged. Immutable.
 *
 * @param at when the message was received, by the wall clock
 * @param priority 0 (emergency) to 7 (debug), as syslog counts
 * @param message the text as it was logged: data from outside, possibly with control characters; no line break at its end
 */
public record LogLine(Instant at, int priority, String message) {

    public LogLine {
        if (priority < 0 || priority > 7) {
            throw new IllegalArgumentException("a priority is 0 to 7, not " + priority);
        }
    }
}
