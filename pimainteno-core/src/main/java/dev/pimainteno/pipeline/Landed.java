package dev.pimainteno.pipeline;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.DeliveryMode;

/**
 * What became of a change that was to be delivered. Immutable.
 *
 * @param change as it was made last: where its branch had moved, not as it was made first
 * @param decision how far it was allowed to go
 * @param ending how the run ends
 */
record Landed(Change change, DeliveryDecision decision, RunStopped ending) {

    /** Whether the change is on its branch; it is when the run failed or was interrupted at the service afterwards. */
    boolean isOut() {
        return decision.mode().compareTo(DeliveryMode.HOLD) > 0
                && (ending.outcome() == RunOutcome.DELIVERED
                        || ending.outcome() == RunOutcome.FAILED
                        || ending.outcome() == RunOutcome.INTERRUPTED);
    }
}
