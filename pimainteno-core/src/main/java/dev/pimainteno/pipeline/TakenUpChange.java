package dev.pimainteno.pipeline;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.RunId;

/** A change of one run that another has taken up. */
final class TakenUpChange {
    private final Parts parts;
    private final RunId item;
    private final HeldProject held;
    private final RunListener listener;

    TakenUpChange(Parts parts, RunId item, HeldProject held, RunListener listener) {
        this.parts = parts;
        this.item = item;
        this.held = held;
        this.listener = listener;
    }

    /**
     * Journals what became of the change by what became of the one that was made of it. Where that went nowhere, it goes on
     * waiting. To be told the same twice makes no difference.
     */
    void settle(Landed landed) {
        if (!WaitingChanges.of(parts, landed.change().project()).isWaiting(item)) {
            return;
        }
        RunId by = landed.change().run();
        if (landed.isOut()) {
            String reason = "approved, and delivered by the run " + by;
            WaitingChanges.move(parts, item, ChangeState.KEPT, reason, held, listener);
        } else if (landed.ending().outcome() == RunOutcome.HELD) {
            String reason = "the change of " + by + " waits in its place";
            WaitingChanges.move(parts, item, ChangeState.REPLACED, reason, held, listener);
        }
    }
}
