package dev.pimainteno.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as text that sorts, to the nanosecond: {@code 2026-01-31T23:59:59.000000000Z}. */
final class StoredTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private StoredTime() {}

    static String stored(Instant time) {
        return FORMAT.format(time);
    }

    static Instant original(String stored) {
        return Instant.parse(stored);
    }

    /** Returns the day of a time, such as {@code 2026-01-31}. */
    static String day(Instant time) {
        return stored(time).substring(0, "2026-01-31".length());
    }
}
