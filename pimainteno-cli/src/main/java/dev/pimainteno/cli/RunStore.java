package dev.pimainteno.cli;

import dev.pimainteno.config.DatabaseSettings;
import dev.pimainteno.config.StateSettings;
import dev.pimainteno.jdbc.JdbcSettings;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.Artifacts;
import java.nio.file.Files;
import java.util.Optional;

/** Opens the database that a configuration asks for. */
final class RunStore {

    private RunStore() {}

    /**
     * Opens the database, which is made if there is none, and the state directory with it.
     *
     * @throws dev.pimainteno.failure.PimaintenoException if it cannot be used
     */
    static JdbcStore open(StateSettings state) {
        JdbcStore store = openToFill(state);
        try {
            WatermarkImport.from(state.path()).into(store.watermarks());
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Opens the database without what earlier versions have left beside it.
     *
     * @throws dev.pimainteno.failure.PimaintenoException if it cannot be used
     */
    static JdbcStore openToFill(StateSettings state) {
        StateDirectory.make(state.path());
        return JdbcStore.open(settings(state.database()));
    }

    /**
     * Opens the database for whoever only looks: makes and changes nothing, and needs no right to.
     *
     * @return nothing if nothing is recorded yet
     * @throws dev.pimainteno.failure.PimaintenoException if it cannot be read
     */
    static Optional<JdbcStore> openToLook(StateSettings state) {
        return JdbcStore.openToRead(settings(state.database()));
    }

    /**
     * Opens the database that is there, and makes none; its tables are brought up to date.
     *
     * @return nothing if there is none yet
     * @throws dev.pimainteno.failure.PimaintenoException if it cannot be used
     */
    static Optional<JdbcStore> openExisting(StateSettings state) {
        boolean missing = state.database() instanceof DatabaseSettings.Sqlite sqlite && Files.notExists(sqlite.file());
        return missing ? Optional.empty() : Optional.of(JdbcStore.open(settings(state.database())));
    }

    static Artifacts artifacts(StateSettings state) {
        return Artifacts.inDirectory(state.artifacts(), state.artifactLimit());
    }

    static JdbcSettings settings(DatabaseSettings database) {
        if (database instanceof DatabaseSettings.Sqlite sqlite) {
            return JdbcSettings.sqlite(sqlite.file());
        }
        DatabaseSettings.Postgresql server = (DatabaseSettings.Postgresql) database;
        JdbcSettings settings = JdbcSettings.postgresql(server.url(), server.user());
        return server.passwordFile()
                .map(settings::withPasswordFile)
                .or(() -> server.passwordEnv().map(settings::withPasswordVariable))
                .orElse(settings);
    }
}
