package dev.pimainteno.journal;

/** How a run, or a check that made no run, ended. */
public enum RunOutcome {
    /** Nothing has changed since the last look; no run was made. */
    IDLE(true),
    /** Every task found nothing worth doing. */
    NOTHING_TO_DO(true),
    /** A change passed its gates and was shown only. */
    OBSERVED(true),
    /** A change passed its gates and waits for a person. */
    HELD(true),
    /** A change was delivered. */
    DELIVERED(true),
    /** The model, or the budget for it, is used up for a time; nothing is wrong. */
    PARKED(true),
    /** The change, or the state of the project, did not allow to go on. Nothing left. */
    REFUSED(false),
    /** Something outside did not work. Nothing left, unless the report says otherwise. */
    FAILED(false),
    /** The run was interrupted, and unwound unless the report says otherwise. */
    INTERRUPTED(false);

    private final boolean good;

    RunOutcome(boolean good) {
        this.good = good;
    }

    /** Whether the run ended as it should. */
    public boolean isGood() {
        return good;
    }
}
