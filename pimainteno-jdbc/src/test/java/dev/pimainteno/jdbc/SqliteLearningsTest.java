package dev.pimainteno.jdbc;

import dev.pimainteno.learning.Learnings;
import dev.pimainteno.testing.LearningsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteLearningsTest extends LearningsContract {
    private final OpenStores stores = new OpenStores();

    @TempDir
    Path directory;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected Learnings open() {
        return stores.open(JdbcSettings.sqlite(directory.resolve("state.db"))).learnings();
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
