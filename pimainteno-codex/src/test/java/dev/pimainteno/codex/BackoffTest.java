package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.codex.Verdict.Failure;
import dev.pimainteno.llm.LlmException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private final Backoff backoff = new Backoff(InstantSource.fixed(NOW), new Random(1));

    @Test
    void waitsLongerEachTimeAndGivesUp() {
        Failure failure = Failure.of(Reason.RATE_LIMITED, "", "");

        assertThat(backoff.pause(failure, 0).orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(backoff.pause(failure, 1).orElseThrow()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(backoff.pause(failure, 2).orElseThrow()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(backoff.pause(failure, 3)).isEmpty();
    }

    @Test
    void waitsForAMinuteAtMost() {
        assertThat(backoff.pause(until(NOW.plusSeconds(60)), 0).orElseThrow())
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(backoff.pause(until(NOW.plusSeconds(61)), 0)).isEmpty();
        assertThat(backoff.pause(until(NOW.minusSeconds(5)), 0).orElseThrow()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void answersCompleteSilenceOnceAndAtOnce() {
        Failure silence = new Failure(Reason.TIMED_OUT, "", "", null, true);

        assertThat(backoff.pause(silence, 0)).contains(Duration.ZERO);
        assertThat(backoff.pause(silence, 1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "RATE_LIMITED")
    void neverRepeatsAnythingElse(Reason reason) {
        assertThat(backoff.pause(Failure.of(reason, "", ""), 0)).isEmpty();
    }

    private static Failure until(Instant availableAt) {
        return new Failure(Reason.RATE_LIMITED, "", "", availableAt, false);
    }
}
