package dev.pimainteno.budget;

import static java.util.Objects.requireNonNull;

/**
 * Tokens and what they cost. Sums that a long cannot hold are the largest there is. Immutable.
 *
 * @param tokens of requests and answers together; not negative
 * @param cost zero where there is no price
 */
public record Amount(long tokens, Money cost) {

    public Amount {
        requireNonNull(cost, "cost");
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens cannot be negative: " + tokens);
        }
    }

    public static Amount zero() {
        return new Amount(0, Money.zero());
    }

    public Amount plus(Amount other) {
        return new Amount(sum(tokens, other.tokens), cost.plus(other.cost));
    }

    /** Returns how much that is in a unit: tokens, or billionths of the currency. */
    public long in(Cap.Unit unit) {
        return unit == Cap.Unit.TOKENS ? tokens : cost.nanos();
    }

    /** Adds what is not negative. */
    static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
