package dev.pimainteno.codex;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds when a text says that the service will answer again: {@code try again in 1.5s}, {@code in 3 days 6 hours 57
 * minutes}, {@code at 3:28 PM}, {@code at Aug 8th, 2026 12:30 PM}, {@code retry-after: 30}. Safe for many threads.
 *
 * @param zone where the times of day in the texts are; codex writes local time
 */
record StatedWait(InstantSource time, ZoneId zone) {
    private static final int LONGEST = 8_192;
    private static final Duration JUST_NOW = Duration.ofHours(1);
    private static final Duration FOREVER = Duration.ofDays(3_650);

    private static final String AMOUNT =
            "(\\d{1,9}(?:\\.\\d{1,9})?) ?(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?|w|weeks?)";
    private static final Pattern IN = Pattern.compile(
            "(?:try again|retry|available again) (?:in|after) (" + AMOUNT + "(?:,? ?(?:and )?" + AMOUNT + "){0,5})\\b");
    private static final Pattern ONE_AMOUNT = Pattern.compile(AMOUNT);
    private static final Pattern RETRY_AFTER = Pattern.compile("retry.after\\W{1,4}(\\d{1,9}(?:\\.\\d{1,9})?)");
    private static final String CLOCK = "(\\d{1,2}:\\d{2} [ap]m)";
    private static final Pattern AT_TIME = Pattern.compile("(?:try again|available again) at " + CLOCK);
    private static final Pattern AT_DATE = Pattern.compile(
            "(?:try again|available again) (?:at|on) ([a-z]{3} \\d{1,2})(?:st|nd|rd|th)?,? (\\d{4}),? (?:at )?"
                    + CLOCK);
    private static final DateTimeFormatter TIME = formatter("h:mm a");
    private static final DateTimeFormatter DATE = formatter("MMM d yyyy h:mm a");

    /** Returns the instant that the text states; empty if it states none. */
    Optional<Instant> in(String text) {
        String searched = normal(text.length() <= LONGEST ? text : text.substring(text.length() - LONGEST));
        return date(searched).or(() -> timeOfDay(searched)).or(() -> wait(searched));
    }

    private Optional<Instant> wait(String text) {
        Matcher in = IN.matcher(text);
        if (in.find()) {
            Duration sum = Duration.ZERO;
            Matcher amounts = ONE_AMOUNT.matcher(in.group(1));
            while (amounts.find()) {
                sum = sum.plus(amount(amounts.group(1), amounts.group(2)));
            }
            return Optional.of(after(sum));
        }
        Matcher header = RETRY_AFTER.matcher(text);
        return header.find() ? Optional.of(after(amount(header.group(1), "s"))) : Optional.empty();
    }

    private Instant after(Duration wait) {
        return time.instant().plus(wait.compareTo(FOREVER) < 0 ? wait : FOREVER);
    }

    private Optional<Instant> timeOfDay(String text) {
        Matcher at = AT_TIME.matcher(text);
        if (!at.find()) {
            return Optional.empty();
        }
        try {
            ZonedDateTime now = time.instant().atZone(zone);
            ZonedDateTime today = LocalDateTime.of(now.toLocalDate(), LocalTime.parse(at.group(1), TIME))
                    .atZone(zone);
            // A time that has only just passed is not tomorrow's: the text took its time to get here.
            boolean tomorrow = today.isBefore(now.minus(JUST_NOW));
            return Optional.of(tomorrow ? tomorrowAt(today) : today.toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant tomorrowAt(ZonedDateTime today) {
        LocalDate next = today.toLocalDate().plusDays(1);
        return LocalDateTime.of(next, today.toLocalTime())
                .atZone(today.getZone())
                .toInstant();
    }

    private Optional<Instant> date(String text) {
        Matcher at = AT_DATE.matcher(text);
        if (!at.find()) {
            return Optional.empty();
        }
        try {
            String date = at.group(1) + ' ' + at.group(2) + ' ' + at.group(3);
            return Optional.of(LocalDateTime.parse(date, DATE).atZone(zone).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration amount(String number, String unit) {
        double value = Double.parseDouble(number);
        return Duration.ofMillis(Math.round(value * unit(unit).getDuration().toMillis()));
    }

    private static ChronoUnit unit(String unit) {
        if (unit.equals("ms") || unit.startsWith("milli")) {
            return ChronoUnit.MILLIS;
        }
        return switch (unit.charAt(0)) {
            case 's' -> ChronoUnit.SECONDS;
            case 'm' -> ChronoUnit.MINUTES;
            case 'h' -> ChronoUnit.HOURS;
            case 'd' -> ChronoUnit.DAYS;
            default -> ChronoUnit.WEEKS;
        };
    }

    /** Lower case, and every kind of white space a plain space: some writers put a narrow one before "PM". */
    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }
}
