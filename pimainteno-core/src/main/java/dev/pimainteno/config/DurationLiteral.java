package dev.pimainteno.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration as it is written in the file: one positive whole number and one unit, at most 365 days together. Immutable.
 *
 * @param amount positive
 */
record DurationLiteral(long amount, Unit unit) {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern SYNTAX = Pattern.compile("([1-9][0-9]{0,8})([smhd])");

    enum Unit {
        SECONDS("s", Duration.ofSeconds(1)),
        MINUTES("m", Duration.ofMinutes(1)),
        HOURS("h", Duration.ofHours(1)),
        DAYS("d", Duration.ofDays(1));

        private final String symbol;
        private final Duration duration;

        Unit(String symbol, Duration duration) {
            this.symbol = symbol;
            this.duration = duration;
        }
    }

    DurationLiteral {
        if (amount < 1 || amount > LONGEST.dividedBy(unit.duration)) {
            throw new IllegalArgumentException("not from 1s to 365d: " + amount + unit.symbol);
        }
    }

    static Optional<DurationLiteral> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        for (Unit unit : Unit.values()) {
            if (unit.symbol.equals(matcher.group(2)) && amount <= LONGEST.dividedBy(unit.duration)) {
                return Optional.of(new DurationLiteral(amount, unit));
            }
        }
        return Optional.empty();
    }

    Duration toDuration() {
        return unit.duration.multipliedBy(amount);
    }

    @Override
    public String toString() {
        return amount + unit.symbol;
    }
}
