package dev.pimainteno.cli;

import java.time.Duration;

/** Writes how long something took. */
final class Elapsed {

    private Elapsed() {}

    /** Returns such as {@code 0.4 s}, {@code 42 s}, {@code 3:07 min} or {@code 1:02:09 h}. */
    static String of(Duration elapsed) {
        if (elapsed.toMillis() < 10_000) {
            return "%.1f s".formatted(elapsed.toMillis() / 1000.0);
        }
        if (elapsed.toSeconds() < 60) {
            return elapsed.toSeconds() + " s";
        }
        return elapsed.toHours() == 0
                ? "%d:%02d min".formatted(elapsed.toMinutes(), elapsed.toSecondsPart())
                : "%d:%02d:%02d h".formatted(elapsed.toHours(), elapsed.toMinutesPart(), elapsed.toSecondsPart());
    }
}
