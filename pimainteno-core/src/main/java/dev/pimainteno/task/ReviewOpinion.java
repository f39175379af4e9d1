package dev.pimainteno.task;

import java.util.List;

/**
 * What a model thinks of a change. Immutable.
 *
 * @param reasons one line each, without control characters; not empty unless it approves
 */
public record ReviewOpinion(Word word, List<String> reasons) {
    public ReviewOpinion {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty() && word != Word.APPROVE) {
            throw new IllegalArgumentException(word + " needs a reason");
        }
    }

    /** The three answers that there are. */
    public enum Word {
        APPROVE,
        /** A person should look at it. */
        CONCERNS,
        /** It should not be made. */
        REJECT
    }
}
