package dev.pimainteno.budget;

import dev.pimainteno.llm.TokenUsage;

/** What came of a call that was reserved. */
public sealed interface Settlement {

    /** It was answered, and this is what it cost. */
    record Spent(TokenUsage usage, Amount amount) implements Settlement {}

    /**
     * What it cost is not known, so that it counts as what was reserved.
     *
     * @param ending in which way it failed; empty if it was answered
     */
    record Unknown(String ending) implements Settlement {}

    /**
     * It has surely cost nothing.
     *
     * @param ending in which way it failed; empty if it was answered
     */
    record Nothing(String ending) implements Settlement {}
}
