package dev.pimainteno.budget;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A limit of what may be spent. Days and months are those of UTC, so that all machines that share a ledger mean the same
 * ones. Immutable.
 *
 * @param scope over what it counts
 * @param unit in what it counts
 * @param most in tokens, or in billionths of the currency; positive
 */
public record Cap(Scope scope, Unit unit, long most) {

    /** Over what a cap counts, from the smallest to the largest. */
    public enum Scope {
        /** One question to the model. */
        CALL,
        /** All questions of one run. */
        RUN,
        /** One project's day. */
        PROJECT_DAY,
        /** One project's month. */
        PROJECT_MONTH,
        /** The day of all projects together. */
        DAY,
        /** The month of all projects together. */
        MONTH;

        /** Returns the words for people, such as {@code project day}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        boolean isDay() {
            return this == DAY || this == PROJECT_DAY;
        }

        boolean isMonth() {
            return this == MONTH || this == PROJECT_MONTH;
        }
    }

    /** In what a cap counts. */
    public enum Unit {
        TOKENS,
        COST
    }

    public Cap {
        requireNonNull(scope, "scope");
        requireNonNull(unit, "unit");
        if (most < 1) {
            throw new IllegalArgumentException("a cap must be positive, not " + most);
        }
    }

    public static Cap ofTokens(Scope scope, long tokens) {
        return new Cap(scope, Unit.TOKENS, tokens);
    }

    public static Cap ofCost(Scope scope, BigDecimal cost) {
        return new Cap(scope, Unit.COST, Money.of(cost).nanos());
    }

    /** Returns the key under which a configuration sets it, such as {@code project_day_tokens}. */
    public String key() {
        return (scope.name() + "_" + unit.name()).toLowerCase(Locale.ROOT);
    }
}
