package dev.pimainteno.pipeline;

import dev.pimainteno.change.Edits;
import java.util.List;

/** What came of one task in one run. */
sealed interface TaskResult {

    /** Why it ended this way, in one sentence. */
    String reason();

    /** The task found nothing to do. */
    record NothingFound(String reason) implements TaskResult {}

    /**
     * The task's edits passed the gates.
     *
     * @param own the task's own edits
     * @param work everything up to and including them
     */
    record Accepted(String reason, Edits own, Work work) implements TaskResult {}

    /** The task's edits did not get through. */
    record Rejected(String reason, List<String> details) implements TaskResult {}
}
