package dev.pimainteno.jdbc;

import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.testing.RunJournalContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
class PostgresqlRunJournalTest extends RunJournalContract {
    private final OpenStores stores = new OpenStores();
    private final JdbcSettings settings;

    PostgresqlRunJournalTest(PostgresServer server) {
        this.settings = server.newSchema();
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected RunJournal open() {
        return stores.open(settings).journal();
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
