package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedWaitTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON =
            LocalDateTime.parse("2026-08-01T12:00:00").atZone(BERLIN).toInstant();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Please try again in 1s.|PT1S",
                "Please try again in 1.5s. Visit https://x|PT1.5S",
                "Please try again in 20ms|PT0.02S",
                "try again in 6m0s|PT6M",
                "try again in 1h2m3s.|PT1H2M3S",
                "Try again in 30 seconds|PT30S",
                "You've hit your usage limit. Upgrade or try again in 3 days 6 hours 57 minutes.|P3DT6H57M",
                "try again in 1 day 1 minute.|P1DT1M",
                "try again in 2 weeks|P14D",
                "try again in 1 hour and 2 minutes|PT1H2M",
                "429: retry-after: 30|PT30S",
                "Retry-After=7|PT7S",
                "retry after 12 seconds|PT12S",
                "429 Too Many Requests: Some(\"{\\\"message\\\": \\\"Please try again in 2s.\\\"}\")|PT2S"
            })
    void readsAPeriod(String text, Duration wait) {
        assertThat(waits().in(text)).contains(NOON.plus(wait));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You've hit your usage limit. Try again at 3:28 PM.|2026-08-01T15:28",
                "or try again at 3:28\u202fPM.|2026-08-01T15:28",
                "try again at 12:05 PM|2026-08-01T12:05",
                "try again at 11:59 AM|2026-08-01T11:59",
                "try again at 10:30 am|2026-08-02T10:30",
                "try again at 12:10 AM|2026-08-02T00:10",
                "try again at Aug 8th, 2026 12:30 PM.|2026-08-08T12:30",
                "You\u2019ve hit your usage limit. Visit x or try again at Jan 15th, 2027 7:59 AM.|2027-01-15T07:59",
                "try again at Sep 1st, 2026 1:00 AM|2026-09-01T01:00",
                "try again at Mar 22nd, 2027 11:00 PM|2027-03-22T23:00",
                "try again at Mar 3rd, 2027 11:00 PM|2027-03-03T23:00"
            })
    void readsATimeInTheGivenZone(String text, LocalDateTime at) {
        assertThat(waits().in(text)).contains(at.atZone(BERLIN).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "exceeded retry limit, last status: 429 Too Many Requests",
                "try again later",
                "try again at 25:61 PM",
                "try again in a moment",
                "took 3 seconds"
            })
    void findsNothingWhereNothingIsStated(String text) {
        assertThat(waits().in(text)).isEmpty();
    }

    @Test
    void doesNotOverflow() {
        assertThat(waits().in("try again in 999999999 weeks")).contains(NOON.plus(Duration.ofDays(3_650)));
    }

    private static StatedWait waits() {
        return new StatedWait(InstantSource.fixed(NOON), BERLIN);
    }
}
