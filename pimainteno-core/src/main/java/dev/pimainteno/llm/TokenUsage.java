package dev.pimainteno.llm;

/**
 * Tokens as the provider counted them; 0 where it did not say. Immutable.
 *
 * @param input tokens of the request, cached ones included
 * @param cachedInput the part of {@code input} that the provider had cached
 * @param output tokens of the answer, reasoning included
 * @param reasoning the part of {@code output} that was reasoning
 */
public record TokenUsage(long input, long cachedInput, long output, long reasoning) {

    public TokenUsage {
        if (input < 0 || cachedInput < 0 || output < 0 || reasoning < 0) {
            throw new IllegalArgumentException(
                    "tokens cannot be negative: " + input + ", " + cachedInput + ", " + output + ", " + reasoning);
        }
    }

    public static TokenUsage none() {
        return new TokenUsage(0, 0, 0, 0);
    }

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                input + other.input,
                cachedInput + other.cachedInput,
                output + other.output,
                reasoning + other.reasoning);
    }
}
