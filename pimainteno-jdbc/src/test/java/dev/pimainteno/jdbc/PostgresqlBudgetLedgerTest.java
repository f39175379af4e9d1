package dev.pimainteno.jdbc;

import dev.pimainteno.testing.BudgetLedgerContract;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
class PostgresqlBudgetLedgerTest extends BudgetLedgerContract {
    private final OpenStores stores = new OpenStores();
    private final PostgresServer server;
    private final JdbcSettings settings;

    PostgresqlBudgetLedgerTest(PostgresServer server) {
        this.server = server;
        this.settings = server.newSchemaWithClock();
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected Opened open(InstantSource clock) {
        JdbcStore store = stores.open(settings);
        return new Opened(store.budget(), store.budgetOverrides());
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }

    @Override
    protected void clockMoved(Instant now) {
        server.setClock(settings, now);
    }
}
