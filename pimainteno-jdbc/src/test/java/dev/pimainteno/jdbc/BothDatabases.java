package dev.pimainteno.jdbc;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that run on SQLite and on PostgreSQL alike. */
@ParameterizedClass(name = "{0}")
@EnumSource(BothDatabases.Kind.class)
@ExtendWith(PostgresServer.Shared.class)
abstract class BothDatabases {
    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    private final AtomicInteger places = new AtomicInteger();
    private final OpenStores stores = new OpenStores();

    @Parameter
    @Nullable
    Kind kind;

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresServer.OnDemand server;

    @BeforeEach
    final void findServer(PostgresServer.OnDemand server) {
        this.server = server;
        if (kind == Kind.POSTGRESQL) {
            server.get();
        }
    }

    @AfterEach
    final void closeStores() {
        stores.close();
    }

    /** Returns where a store can be made, another place each time. */
    final JdbcSettings newPlace() {
        return newPlace(requireNonNull(kind, "kind"));
    }

    final JdbcSettings newPlace(Kind of) {
        return of == Kind.POSTGRESQL
                ? server.get().newSchema()
                : JdbcSettings.sqlite(directory.resolve("state-" + places.incrementAndGet() + ".db"));
    }

    final boolean isSqlite() {
        return kind == Kind.SQLITE;
    }

    /** Opens a store that is closed after the test. */
    final JdbcStore open(JdbcSettings settings) {
        return stores.open(settings);
    }
}
