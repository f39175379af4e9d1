package dev.pimainteno.budget;

import dev.pimainteno.llm.TokenUsage;
import java.math.BigDecimal;

/**
 * What a million tokens of some models cost. Immutable.
 *
 * @param model the model's name; {@code *} in it stands for any letters
 * @param input for tokens of requests; not negative
 * @param cachedInput for those of them that the provider had cached; not negative
 * @param output for tokens of answers, reasoning included; not negative
 */
public record TokenPrice(String model, BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
    private static final int MILLION = 6;

    public TokenPrice {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model: a name or a pattern is needed");
        }
        if (input.signum() < 0 || cachedInput.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException(
                    "a price cannot be negative: " + input + ", " + cachedInput + ", " + output);
        }
    }

    /** Whether this is the price of a model. */
    public boolean fits(String name) {
        return fits(model, name);
    }

    /** Returns what tokens cost, rounded up to the smallest amount that there is. */
    public Money of(TokenUsage usage) {
        long cached = Math.min(usage.cachedInput(), usage.input());
        BigDecimal sum = times(input, usage.input() - cached)
                .add(times(cachedInput, cached))
                .add(times(output, usage.output()));
        return Money.of(sum.movePointLeft(MILLION));
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }

    /** Compares part by part, in time that grows with the lengths only. */
    private static boolean fits(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(name);
        }
        String last = parts[parts.length - 1];
        if (!name.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[i].length();
        }
        return name.length() - last.length() >= from && name.endsWith(last);
    }
}
