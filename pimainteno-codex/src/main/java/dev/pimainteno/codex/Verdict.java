package dev.pimainteno.codex;

import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.TokenUsage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a run of codex was: an answer, or a failure of one kind. */
sealed interface Verdict {

    /**
     * The model answered.
     *
     * @param text not blank
     */
    record Answer(String text, TokenUsage usage) implements Verdict {}

    /**
     * There is no usable answer.
     *
     * @param what what went wrong, as the middle of a sentence
     * @param evidence what codex said itself, raw; empty if it said nothing
     * @param availableAt when the service said that it will answer again; null if it did not say
     * @param silent whether codex printed no event at all, which another try may cure
     */
    record Failure(
            Reason reason,
            String what,
            String evidence,
            @Nullable Instant availableAt,
            boolean silent) implements Verdict {

        static Failure of(Reason reason, String what, String evidence) {
            return new Failure(reason, what, evidence, null, false);
        }
    }
}
