package dev.pimainteno.jdbc;

import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.testing.RunHistoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunHistoryTest extends RunHistoryContract {
    private final OpenStores stores = new OpenStores();

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcStore store;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected RunJournal openJournal() {
        store = stores.open(JdbcSettings.sqlite(directory.resolve("state.db")));
        return store.journal();
    }

    @Override
    protected RunHistory history() {
        return store.history();
    }
}
