package dev.pimainteno.budget;

import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.util.Optional;

/** What a person decides against the caps for a while. It stays on record. Safe for many threads. */
public interface BudgetOverrides {

    /**
     * Raises the caps for a while.
     *
     * @param extra what every cap on tokens, and every cap on money, is raised by
     * @param project whose calls alone it is for; empty: those of all projects
     * @param time how long it holds; positive
     * @param by who decided it
     * @return what was put on record
     * @throws dev.pimainteno.journal.JournalException if the ledger does not work
     */
    BudgetOverride grant(Amount extra, Optional<ProjectId> project, Duration time, String by, String reason);

    /**
     * Ends the overrides that hold, before their time.
     *
     * @param by who decided it
     * @return how many held
     * @throws dev.pimainteno.journal.JournalException if the ledger does not work
     */
    int endAll(String by);

    /**
     * Lets parked providers be called again, and questions be asked again that have failed too often.
     *
     * @return how many providers were parked
     * @throws dev.pimainteno.journal.JournalException if the ledger does not work
     */
    int resume();
}
