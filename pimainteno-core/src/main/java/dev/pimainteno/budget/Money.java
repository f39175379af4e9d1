package dev.pimainteno.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of the one currency that a configuration names, exact to a billionth. What would be more than a long can hold
 * is the largest amount there is, so that nothing ever seems cheap because it was too dear. Immutable.
 *
 * @param nanos billionths of the currency; not negative
 */
public record Money(long nanos) implements Comparable<Money> {
    private static final int DIGITS = 9;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    public Money {
        if (nanos < 0) {
            throw new IllegalArgumentException("money cannot be negative: " + nanos);
        }
    }

    public static Money zero() {
        return new Money(0);
    }

    /**
     * Returns an amount, rounded up to a billionth.
     *
     * @param amount not negative
     */
    public static Money of(BigDecimal amount) {
        BigDecimal nanos = amount.movePointRight(DIGITS).setScale(0, RoundingMode.CEILING);
        return new Money(nanos.min(MOST).longValueExact());
    }

    public BigDecimal amount() {
        return BigDecimal.valueOf(nanos, DIGITS);
    }

    public Money plus(Money other) {
        return new Money(Amount.sum(nanos, other.nanos));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }

    /** Returns the amount with two decimals, or with as many as it takes: {@code 2.50}, {@code 0.000125}. */
    @Override
    public String toString() {
        BigDecimal shortest = amount().stripTrailingZeros();
        return shortest.setScale(Math.max(2, shortest.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
