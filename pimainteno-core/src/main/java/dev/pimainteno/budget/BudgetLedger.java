package dev.pimainteno.budget;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The one account of what the model costs: who wants to call it reserves first and settles afterwards. What is reserved
 * counts as spent until it is settled, also if nobody is left to do that. Safe for many threads; of calls that are reserved
 * at the same time, by whatever processes share the ledger, no more are granted than the caps allow together.
 *
 * <p>A call belongs to the day and the month, of UTC, in which it was reserved. What lies ahead of the clock, because that
 * was put back, counts as spent today.
 */
public interface BudgetLedger {

    /**
     * Reserves what a call may cost, if no cap, no parked provider and no repetition stands against it.
     *
     * @param call reserved once however often it is handed in
     * @param caps those that hold for the call's project
     * @param repeats how often the same question may fail in the same way; positive
     * @return why the call may not be made; nothing if it is reserved
     * @throws dev.pimainteno.journal.JournalException if the ledger does not work; the call must not be made then
     */
    Optional<Refusal> reserve(PlannedCall call, List<Cap> caps, int repeats);

    /**
     * Says what became of a call that was reserved. To say it again makes no difference, except that what was said to be
     * unknown may become known.
     *
     * @param id of the call
     * @throws dev.pimainteno.journal.JournalException if the ledger does not work; the call stays counted as reserved
     */
    void settle(String id, Settlement settlement);

    /**
     * Parks a provider: nobody is to call it until the time that it has stated, or for a while that grows each time if it
     * has stated none, but for no longer than 35 days.
     *
     * @param said the provider's words
     * @return until when
     * @throws dev.pimainteno.journal.JournalException if the ledger does not work
     */
    Instant park(String provider, String said, Optional<Instant> stated);

    /**
     * Returns what was spent and reserved today and this month, and what stands in the way or is let through: the same rows
     * that {@link #reserve} goes by.
     *
     * @throws dev.pimainteno.journal.JournalException if the ledger does not work
     */
    BudgetStatus status();

    /** Returns a ledger on the heap, with its overrides, that counts by the given clock. */
    static InMemoryBudgetLedger inMemory(InstantSource clock) {
        return new InMemoryBudgetLedger(clock);
    }
}
