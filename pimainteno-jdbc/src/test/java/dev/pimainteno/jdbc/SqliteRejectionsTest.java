package dev.pimainteno.jdbc;

import dev.pimainteno.review.Rejections;
import dev.pimainteno.testing.RejectionsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteRejectionsTest extends RejectionsContract {
    private final OpenStores stores = new OpenStores();

    @TempDir
    Path directory;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected Rejections open() {
        return stores.open(JdbcSettings.sqlite(directory.resolve("state.db"))).rejections();
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
