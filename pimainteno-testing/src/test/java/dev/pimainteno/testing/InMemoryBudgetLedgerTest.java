package dev.pimainteno.testing;

import dev.pimainteno.budget.BudgetLedger;
import dev.pimainteno.budget.InMemoryBudgetLedger;
import java.time.InstantSource;

class InMemoryBudgetLedgerTest extends BudgetLedgerContract {

    @Override
    protected Opened open(InstantSource clock) {
        InMemoryBudgetLedger ledger = BudgetLedger.inMemory(clock);
        return new Opened(ledger, ledger);
    }
}
