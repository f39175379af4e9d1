package dev.pimainteno.jdbc;

import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.testing.WatermarksContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteWatermarksTest extends WatermarksContract {
    private final OpenStores stores = new OpenStores();

    @TempDir
    Path directory;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected Watermarks open() {
        return stores.open(JdbcSettings.sqlite(directory.resolve("state.db"))).watermarks();
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
