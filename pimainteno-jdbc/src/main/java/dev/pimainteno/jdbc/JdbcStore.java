package dev.pimainteno.jdbc;

import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.process.ProcessIdentity;
import java.nio.file.Path;

/**
 * Everything that must outlive a process, in one database: a SQLite file, or PostgreSQL for several machines. Safe for many
 * threads; several processes may have it open.
 *
 * <p>A call waits for a database that is away or locked, as long as the settings say, and then throws a {@link
 * JournalException}.
 */
public final class JdbcStore implements AutoCloseable {
    private final Database database;
    private final RunTables runs;
    private final RunJournal journal;
    private final RunHistory history;
    private final ProjectClaims claims;
    private final Watermarks watermarks;

    private JdbcStore(Database database, ProcessIdentity self) {
        this.database = database;
        this.runs = new RunTables(database.dialect());
        this.journal = new JdbcRunJournal(database, runs);
        this.history = new JdbcRunHistory(database, runs);
        this.claims = new JdbcProjectClaims(database, self);
        this.watermarks = new JdbcWatermarks(database);
    }

    /**
     * Opens a store in a SQLite file on a disk of this machine.
     *
     * @param sqliteFile made with its directory if it does not exist, for this user alone
     * @throws JournalException if it cannot be opened, is not this program's, or is of a newer version of it
     */
    public static JdbcStore open(Path sqliteFile) {
        return open(JdbcSettings.sqlite(sqliteFile));
    }

    /**
     * Opens a store. Its tables are made, or brought up to this version.
     *
     * @throws JournalException if it cannot be opened, is not this program's, or is of a newer version of it
     */
    public static JdbcStore open(JdbcSettings settings) {
        return open(settings, ProcessIdentity.own());
    }

    static JdbcStore open(JdbcSettings settings, ProcessIdentity self) {
        Database database = Database.open(settings);
        try {
            Schema.bringUpToDate(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new JdbcStore(database, self);
    }

    public RunJournal journal() {
        return journal;
    }

    public RunHistory history() {
        return history;
    }

    public ProjectClaims claims() {
        return claims;
    }

    public Watermarks watermarks() {
        return watermarks;
    }

    /** Closes every connection; what is used afterwards throws an {@link IllegalStateException}. */
    @Override
    public void close() {
        database.close();
    }
}
