package dev.pimainteno.cli.doctor;

import dev.pimainteno.jdbc.DatabaseState;
import dev.pimainteno.jdbc.JdbcSettings;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * The database for what is recorded: that it answers, that this program can use and write it, and for a file that there is
 * room and that it is nobody else's.
 *
 * @param file nothing if the database is on a server
 */
public record DatabaseCheck(JdbcSettings settings, Optional<Path> file) implements Check {
    private static final long MEBI = 1L << 20;
    private static final long LEAST = 64 * MEBI;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Diagnosis examine() {
        try {
            DatabaseState state = JdbcStore.examine(settings);
            Diagnosis usable = judge(state);
            return usable.level() == Diagnosis.Level.OK && file.isPresent() ? file(file.get(), usable) : usable;
        } catch (JournalException e) {
            return Diagnosis.failure(
                    String.valueOf(e.getMessage()),
                    file.isPresent()
                            ? "see to the file, or name another one: database in [state]"
                            : "start the server, or see to database, database_user and its password in [state]");
        } catch (IOException e) {
            return Diagnosis.failure(settings + " cannot be looked at: " + e, "see to its directory");
        }
    }

    private Diagnosis judge(DatabaseState state) {
        String found = settings + ", " + state.product();
        if (!state.supported()) {
            return Diagnosis.failure(found + ": too old", "use PostgreSQL 15 or later");
        }
        if (state.tables() > state.newest()) {
            return Diagnosis.failure(
                    found + ": its tables have version " + state.tables() + ", and this program knows "
                            + state.newest(),
                    "use the newer program");
        }
        if (!state.writable()) {
            return Diagnosis.failure(
                    found + ": this user may not write it",
                    file.isPresent() ? "run as its owner" : "name the primary server, and grant usage and create");
        }
        return Diagnosis.ok(found + tables(state));
    }

    private static String tables(DatabaseState state) {
        if (state.tables() == 0) {
            return ", nothing recorded yet";
        }
        return state.tables() == state.newest()
                ? ", tables of version " + state.tables()
                : ", tables of version " + state.tables() + ", of which the next run makes " + state.newest();
    }

    private Diagnosis file(Path database, Diagnosis usable) throws IOException {
        if (Files.exists(database) && isOpenToOthers(database)) {
            return Diagnosis.warning(
                    database
                            + " can be read or written by other users, and it holds what models and commands have said",
                    "chmod go-rwx " + database);
        }
        Path existing = StateDirectoryCheck.nearestExisting(database);
        long free = Files.getFileStore(existing).getUsableSpace();
        return free < LEAST
                ? Diagnosis.failure(
                        usable.found() + ": " + free / MEBI + " MiB free are too little", "make room on its disk")
                : usable;
    }

    private static boolean isOpenToOthers(Path database) throws IOException {
        if (!database.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(database);
        return permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE);
    }
}
