package dev.pimainteno.config;

import static dev.pimainteno.config.CronField.DAY;
import static dev.pimainteno.config.CronField.HOUR;
import static dev.pimainteno.config.CronField.MINUTE;
import static dev.pimainteno.config.CronField.MONTH;
import static dev.pimainteno.config.CronField.WEEKDAY;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When the scheduler starts runs: five fields for minute (0-59), hour (0-23), day (1-31), month (1-12 or jan-dec) and
 * weekday (0-7 or sun-sat; 0 and 7 are Sunday), each {@code *}, a number, a range {@code a-b}, either of {@code *} and a
 * range with a step {@code /n}, or a list of these with commas; or one of {@code @hourly}, {@code @daily}, {@code
 * @weekly} and {@code @monthly}. As in crontab(5), a time matches when day or weekday does if both are restricted.
 * Immutable.
 *
 * @param text as it was written, without surrounding blanks; some time matches it
 */
public record CronExpression(String text) {
    private static final Set<String> SHORTHANDS = Set.of("@hourly", "@daily", "@weekly", "@monthly");
    private static final List<CronField> FIELDS = List.of(MINUTE, HOUR, DAY, MONTH, WEEKDAY);
    private static final List<Integer> LONGEST_MONTHS = List.of(31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

    /** Refuses what is no such expression, and what no time can ever match. */
    public CronExpression {
        text = text.strip();
        Optional<String> refusal = refusal(text);
        if (refusal.isPresent()) {
            throw new IllegalArgumentException("not a cron expression: '" + text + "'; expected " + refusal.get());
        }
    }

    @Override
    public String toString() {
        return text;
    }

    /** Says what is accepted instead of a text; empty if the text is accepted. */
    static Optional<String> refusal(String text) {
        String stripped = text.strip();
        if (SHORTHANDS.contains(stripped)) {
            return Optional.empty();
        }
        List<String> fields = List.of(stripped.split("[ \t]+", -1));
        if (stripped.startsWith("@") || fields.size() != FIELDS.size()) {
            return Optional.of("five fields (minute hour day month weekday) such as \"30 3 * * mon-fri\","
                    + " or @hourly, @daily, @weekly or @monthly");
        }
        for (int i = 0; i < fields.size(); i++) {
            if (FIELDS.get(i).parse(fields.get(i)).isEmpty()) {
                String found = new Quotation(fields.get(i)).quoted();
                return Optional.of(FIELDS.get(i).expected() + ", not " + found);
            }
        }
        return canHappen(fields) ? Optional.empty() : Optional.of("a day that one of its months has");
    }

    /** Whether some month has one of the days; a restricted weekday happens in every month. */
    private static boolean canHappen(List<String> fields) {
        int earliest = DAY.parse(fields.get(FIELDS.indexOf(DAY))).nextSetBit(0);
        return !fields.get(FIELDS.indexOf(WEEKDAY)).startsWith("*")
                || MONTH.parse(fields.get(FIELDS.indexOf(MONTH))).stream()
                        .anyMatch(month -> earliest <= LONGEST_MONTHS.get(month - 1));
    }
}
