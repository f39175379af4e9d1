package dev.pimainteno.jdbc;

import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.testing.WatermarksContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
class PostgresqlWatermarksTest extends WatermarksContract {
    private final OpenStores stores = new OpenStores();
    private final JdbcSettings settings;

    PostgresqlWatermarksTest(PostgresServer server) {
        this.settings = server.newSchema();
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected Watermarks open() {
        return stores.open(settings).watermarks();
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
