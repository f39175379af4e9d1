package dev.pimainteno.llm;

/**
 * Who answers: everything besides the request that an answer depends on. Two clients of the same identity may use each
 * other's cached answers. Immutable.
 *
 * @param provider such as {@code codex}
 * @param model such as {@code gpt-5.5}; {@code default} where the provider chooses
 * @param parameters settings that shape an answer, as text; empty if there are none
 */
public record LlmIdentity(String provider, String model, String parameters) {}
