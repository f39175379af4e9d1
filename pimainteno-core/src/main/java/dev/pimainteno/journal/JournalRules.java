package dev.pimainteno.journal;

import dev.pimainteno.project.ProjectId;
import org.jspecify.annotations.Nullable;

/** What every journal holds to: which event may follow, and what is said to a holder that was replaced. */
public final class JournalRules {

    private JournalRules() {}

    /**
     * Returns whose fence an event must pass, which is asked before anything else is.
     *
     * @param before what the run added up to before; null if it is not known
     * @throws IllegalArgumentException if the event is not the run's opening and the run is not known
     */
    public static ProjectId project(@Nullable RunOverview before, RunEvent event) {
        if (before != null) {
            return before.project();
        }
        if (event instanceof RunEvent.Opened opened) {
            return opened.project();
        }
        throw neverOpened(event);
    }

    private static IllegalArgumentException neverOpened(RunEvent event) {
        return new IllegalArgumentException("the run " + event.run() + " was never opened");
    }

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
            throw neverOpened(event);
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
