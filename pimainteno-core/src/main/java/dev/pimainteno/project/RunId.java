package dev.pimainteno.project;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one run. Names sort by the time at which their runs began, to the second. Immutable.
 *
 * @param value such as {@code 20260131-235959-0f3a9c}: UTC date, UTC time, six random hex digits
 */
public record RunId(String value) implements Comparable<RunId> {
    /** The key of the last paragraph's line by which a commit of this program's own names its run. */
    public static final String TRAILER = "Pimainteno-Run";

    private static final Pattern VALID = Pattern.compile("\\d{8}-\\d{6}-[0-9a-f]{6}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    public RunId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a run (YYYYMMDD-HHMMSS-xxxxxx): '" + value + "'");
        }
    }

    /** Makes a name for a run that begins at {@code start}. */
    public static RunId begin(Instant start, RandomGenerator random) {
        return new RunId("%s-%06x".formatted(TIME.format(start), random.nextInt(1 << 24)));
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
