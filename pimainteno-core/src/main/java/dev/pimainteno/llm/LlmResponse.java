package dev.pimainteno.llm;

/**
 * A model's whole answer. Immutable.
 *
 * @param text not blank
 * @param usage what it cost; {@link TokenUsage#none()} for an answer that was remembered
 * @param remembered whether the answer came out of a cache or a recording and cost nothing
 */
public record LlmResponse(String text, TokenUsage usage, boolean remembered) {

    public LlmResponse {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an empty answer is a failure, not a response");
        }
    }

    /** An answer that the model gave just now. */
    public static LlmResponse fresh(String text, TokenUsage usage) {
        return new LlmResponse(text, usage, false);
    }

    /** An answer that the model gave earlier. */
    public static LlmResponse remembered(String text) {
        return new LlmResponse(text, TokenUsage.none(), true);
    }
}
