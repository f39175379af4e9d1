package dev.pimainteno.jdbc;

import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.testing.RunHistoryContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
class PostgresqlRunHistoryTest extends RunHistoryContract {
    private final OpenStores stores = new OpenStores();
    private final JdbcSettings settings;

    PostgresqlRunHistoryTest(PostgresServer server) {
        this.settings = server.newSchema();
    }

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcStore store;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected RunJournal openJournal() {
        store = stores.open(settings);
        return store.journal();
    }

    @Override
    protected RunHistory history() {
        return store.history();
    }
}
