package dev.pimainteno.jdbc;

import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.process.ProcessIdentity;
import dev.pimainteno.testing.ProjectClaimsContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteProjectClaimsTest extends ProjectClaimsContract {
    private final OpenStores stores = new OpenStores();

    @TempDir
    Path directory;

    @AfterEach
    void closeStores() {
        stores.close();
    }

    @Override
    protected ProjectClaims open(InstantSource clock) {
        return stores.open(JdbcSettings.sqlite(directory.resolve("state.db")).withClock(clock))
                .claims();
    }

    @Override
    protected Optional<ProjectClaims> openAsADeadProcess(InstantSource clock) {
        ProcessIdentity self = ProcessIdentity.own();
        ProcessIdentity dead =
                new ProcessIdentity(self.machine(), self.boot(), self.namespace(), self.user(), self.pid(), "1");
        return Optional.of(stores.keep(JdbcStore.open(
                        JdbcSettings.sqlite(directory.resolve("state.db")).withClock(clock), dead))
                .claims());
    }

    @Override
    protected boolean survivesReopen() {
        return true;
    }
}
