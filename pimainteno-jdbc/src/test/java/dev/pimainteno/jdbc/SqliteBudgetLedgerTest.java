package dev.pimainteno.jdbc;

import dev.pimainteno.testing.BudgetLedgerContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBudgetLedgerTest extends BudgetLedgerContract {
    private final OpenStores stores = new OpenStores();

    @TempDir
    Path directory;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected Opened open(InstantSource clock) {
        JdbcStore store =
                stores.open(JdbcSettings.sqlite(directory.resolve("state.db")).withClock(clock));
        return new Opened(store.budget(), store.budgetOverrides());
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
