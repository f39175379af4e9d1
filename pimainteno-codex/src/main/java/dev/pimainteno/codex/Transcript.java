package dev.pimainteno.codex;

import dev.pimainteno.llm.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one run come down to, whatever version of codex printed them. Immutable.
 *
 * @param empty whether not one event was printed
 * @param started whether the model's turn began
 * @param completed whether the model's turn came to its proper end
 * @param failure the event that ended the turn as a failure, in codex's words; null if there was none
 * @param trouble the last event that told of a problem and did not end the turn; null if there was none
 * @param message the last message of the model; null if there was none
 * @param usage tokens of all calls of the turn
 */
record Transcript(
        boolean empty,
        boolean started,
        boolean completed,
        @Nullable String failure,
        @Nullable String trouble,
        @Nullable String message,
        TokenUsage usage) {}
