package dev.pimainteno.jdbc;

import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.testing.RunJournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunJournalTest extends RunJournalContract {
    private final OpenStores stores = new OpenStores();

    @TempDir
    Path directory;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected RunJournal open() {
        return stores.open(JdbcSettings.sqlite(directory.resolve("state.db"))).journal();
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
