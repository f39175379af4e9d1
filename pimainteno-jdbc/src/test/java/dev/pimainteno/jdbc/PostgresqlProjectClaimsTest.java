package dev.pimainteno.jdbc;

import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.process.ProcessIdentity;
import dev.pimainteno.testing.ProjectClaimsContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
class PostgresqlProjectClaimsTest extends ProjectClaimsContract {
    private final OpenStores stores = new OpenStores();
    private final PostgresServer server;
    private final JdbcSettings settings;

    PostgresqlProjectClaimsTest(PostgresServer server) {
        this.server = server;
        this.settings = server.newSchemaWithClock();
    }

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected ProjectClaims open(InstantSource clock) {
        return stores.open(settings).claims();
    }

    @Override
    protected Optional<ProjectClaims> openAsADeadProcess(InstantSource clock) {
        ProcessIdentity self = ProcessIdentity.own();
        ProcessIdentity dead =
                new ProcessIdentity(self.machine(), self.boot(), self.namespace(), self.user(), self.pid(), "1");
        return Optional.of(stores.keep(JdbcStore.open(settings, dead)).claims());
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }

    @Override
    protected void clockMoved(Instant now) {
        server.setClock(settings, now);
    }
}
