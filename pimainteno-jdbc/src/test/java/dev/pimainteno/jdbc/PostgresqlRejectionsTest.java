package dev.pimainteno.jdbc;

import dev.pimainteno.review.Rejections;
import dev.pimainteno.testing.RejectionsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
class PostgresqlRejectionsTest extends RejectionsContract {
    private final OpenStores stores = new OpenStores();
    private final JdbcSettings settings;

    PostgresqlRejectionsTest(PostgresServer server) {
        this.settings = server.newSchema();
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected Rejections open() {
        return stores.open(settings).rejections();
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
