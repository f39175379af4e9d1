package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    @Test
    void standsStillUntilItIsTold() {
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        ManualClock clock = ManualClock.at(start);

        assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo(start);
        clock.advance(Duration.ofMinutes(2));

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(120));
    }
}
