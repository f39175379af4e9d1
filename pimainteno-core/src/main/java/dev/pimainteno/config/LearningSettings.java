package dev.pimainteno.config;

import java.time.Duration;

/**
 * {@code [learnings]}: the rules that people draw from what became of changes. Immutable.
 *
 * @param expires how long a rule holds unless it is said otherwise; positive
 * @param inPrompts whether prompts are told of them
 */
public record LearningSettings(Duration expires, boolean inPrompts) {

    public LearningSettings {
        if (expires.isNegative() || expires.isZero()) {
            throw new IllegalArgumentException("expires must be positive, not " + expires);
        }
    }

    /** Returns the defaults. */
    public static LearningSettings standard() {
        return new LearningSettings(Duration.ofDays(90), true);
    }

    static LearningSettings read(Table table) {
        LearningSettings standard = standard();
        return new LearningSettings(
                table.get("expires").flatMap(Value::duration).orElse(standard.expires),
                table.get("in_prompts").flatMap(Value::bool).orElse(standard.inPrompts));
    }
}
