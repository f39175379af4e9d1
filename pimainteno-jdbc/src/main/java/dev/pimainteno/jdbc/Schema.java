package dev.pimainteno.jdbc;

import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.JournalException.Reason;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables of a database up to this program's version. */
final class Schema {
    /** The newest migration that this program has. */
    static final int VERSION = 3;

    private static final String HISTORY = "schema_history";

    private final Database database;

    private Schema(Database database) {
        this.database = database;
    }

    /**
     * Makes the tables, or changes those of an older version.
     *
     * @throws JournalException if that fails, or if a newer version of this program has been here
     */
    static void bringUpToDate(Database database) {
        Schema schema = new Schema(database);
        // Asking costs a millisecond, and Flyway half a second on a small machine.
        if (schema.needsMigration()) {
            database.dialect().alone(schema::migrate);
        }
    }

    /**
     * Looks at the tables, and changes none.
     *
     * @return whether there are any
     * @throws JournalException if they are of another version of this program
     */
    static boolean isReadable(Database database) {
        Optional<Integer> found = new Schema(database).found();
        if (found.isPresent() && isOlder(found.get(), database)) {
            throw new JournalException(
                    Reason.UNAVAILABLE,
                    "Cannot read " + database.place() + ": its tables have version " + found.get()
                            + ", and this program reads " + VERSION
                            + "; any run of this program brings them up to date",
                    null);
        }
        return found.isPresent();
    }

    /** Returns the version of the tables; 0 if there are none. */
    static int version(Database database) {
        return new Schema(database).found().orElse(0);
    }

    private boolean needsMigration() {
        return isOlder(found().orElse(0), database);
    }

    private static boolean isOlder(int found, Database database) {
        if (found > VERSION) {
            throw new JournalException(
                    Reason.DAMAGED,
                    "Cannot open " + database.place() + ": its tables have version " + found
                            + ", and this program knows " + VERSION + "; use the newer program",
                    null);
        }
        return found < VERSION;
    }

    /** Returns the newest migration that was completed. */
    private Optional<Integer> found() {
        return database.read("look at the tables", (handle, attempt) -> {
            if (!database.dialect().hasTable(handle, HISTORY)) {
                return Optional.empty();
            }
            return handle.createQuery("select max(cast(version as integer)) from " + HISTORY
                            + " where success and version is not null")
                    .mapTo(Integer.class)
                    .findOne();
        });
    }

    private void migrate() {
        if (!needsMigration()) {
            return; // Another process has done it meanwhile.
        }
        try {
            database.dialect().atOnce(database.source(), Schema::migrate);
        } catch (FlywayException | SQLException e) {
            throw new JournalException(
                    Reason.UNAVAILABLE,
                    "Cannot make the tables in " + database.place() + ", which stay as they were: " + e.getMessage(),
                    e);
        }
    }

    private static void migrate(DataSource source) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .table(HISTORY)
                .locations("classpath:dev/pimainteno/jdbc/migrations")
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }
}
