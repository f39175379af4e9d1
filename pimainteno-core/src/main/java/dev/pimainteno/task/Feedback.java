package dev.pimainteno.task;

import java.util.List;

/**
 * Why an earlier proposal of the same run did not get through. Immutable.
 *
 * @param kind what stopped it
 * @param reply the words that were refused; empty if the proposal was none
 * @param reasons what was wrong, precise enough to be acted upon; not empty
 */
public record Feedback(Kind kind, String reply, List<String> reasons) {

    /** What stopped a proposal. */
    public enum Kind {
        /** The patch engine could not turn the reply into edits. */
        NOT_APPLICABLE,
        /** A gate failed. */
        GATE_FAILED
    }

    public Feedback {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("feedback needs a reason");
        }
    }
}
