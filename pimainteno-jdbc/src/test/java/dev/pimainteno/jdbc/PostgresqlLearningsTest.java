package dev.pimainteno.jdbc;

import dev.pimainteno.learning.Learnings;
import dev.pimainteno.testing.LearningsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
class PostgresqlLearningsTest extends LearningsContract {
    private final OpenStores stores = new OpenStores();
    private final JdbcSettings settings;

    PostgresqlLearningsTest(PostgresServer server) {
        this.settings = server.newSchema();
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected Learnings open() {
        return stores.open(settings).learnings();
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
