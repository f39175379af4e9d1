package dev.pimainteno.codex;

import dev.pimainteno.codex.Verdict.Failure;
import dev.pimainteno.llm.LlmException.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether and when a failed call is worth another one: after a refusal for too many requests up to three times, after
 * complete silence once, after anything else never. Immutable.
 */
record Backoff(InstantSource time, RandomGenerator random) {
    private static final int MOST_RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /**
     * Returns the pause before the next call; empty if there is to be none.
     *
     * @param retries how many have been made already
     */
    Optional<Duration> pause(Failure failure, int retries) {
        if (failure.silent()) {
            return retries == 0 ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        if (failure.reason() != Reason.RATE_LIMITED || retries >= MOST_RETRIES) {
            return Optional.empty();
        }
        if (failure.availableAt() == null) {
            return Optional.of(spread(FIRST_PAUSE.multipliedBy(1L << retries)));
        }
        Duration stated = Duration.between(time.instant(), failure.availableAt());
        return stated.compareTo(LONGEST_PAUSE) > 0 ? Optional.empty() : Optional.of(atLeastStated(stated));
    }

    /** Between one half and the whole, so that callers who were refused together do not come back together. */
    private Duration spread(Duration pause) {
        return Duration.ofMillis(random.nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
    }

    private Duration atLeastStated(Duration stated) {
        Duration wait = stated.isNegative() ? Duration.ZERO : stated;
        return wait.plusMillis(random.nextLong(1_000));
    }
}
