package dev.pimainteno.journal;

import org.jspecify.annotations.Nullable;

/** What every journal holds to: which event may follow, and what is said to a holder that was replaced. */
public final class JournalRules {

    private JournalRules() {}

    /**
     * Returns what a run adds up to after its next event.
     *
     * @param before what it added up to before; null if the run is not known
     * @throws IllegalArgumentException if the event may not come next
     */
    public static RunOverview next(@Nullable RunOverview before, RunEvent event) {
        if (event instanceof RunEvent.Opened opened) {
            if (before != null) {
                throw new IllegalArgumentException("the run " + event.run() + " was opened already");
            }
            return RunOverview.of(opened);
        }
        if (before == null) {
            throw new IllegalArgumentException("the run " + event.run() + " was never opened");
        }
        if (before.outcome().isPresent() && !(event instanceof RunEvent.ChangeMoved)) {
            throw new IllegalArgumentException("the run " + event.run() + " has ended");
        }
        return before.plus(event);
    }

    /** Returns the failure of an append under a token that has been replaced. */
    public static JournalException fenced(RunEvent event, long token) {
        return new JournalException(
                JournalException.Reason.FENCED,
                "The project of the run " + event.run() + " was taken over by another holder (its claim is newer than "
                        + token + "): this one stops",
                null);
    }
}
