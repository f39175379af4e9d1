package dev.pimainteno.cache;

import dev.pimainteno.journal.RunOutcome;

/** Breaks the order of the packages, to show that the architecture's test notices. */
public record KnowsTooMuch(RunOutcome outcome) {}
