package dev.pimainteno.jdbc;

import dev.pimainteno.budget.BudgetLedger;
import dev.pimainteno.budget.BudgetOverrides;
import dev.pimainteno.budget.RefusedEdits;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.JournalException.Reason;
import dev.pimainteno.journal.ProjectClaims;
import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.learning.Learning;
import dev.pimainteno.learning.Learnings;
import dev.pimainteno.process.ProcessIdentity;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.Rejections;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that must outlive a process, in one database: a SQLite file, or PostgreSQL for several machines. Safe for many
 * threads; several processes may have it open.
 *
 * <p>A call waits for a database that is away or locked, as long as the settings say, and then throws a {@link
 * JournalException}.
 */
public final class JdbcStore implements AutoCloseable {
    private final Database database;
    private final InstantSource clock;
    private final RunTables runs;
    private final ReadAhead ahead;
    private final RunJournal journal;
    private final RunHistory history;
    private final ProjectClaims claims;
    private final Watermarks watermarks;
    private final JdbcBudgetLedger budget;
    private final RefusedEdits refusedEdits;
    private final Learnings learnings;
    private final Rejections rejections;

    private JdbcStore(Database database, InstantSource clock, ProcessIdentity self) {
        this.database = database;
        this.clock = clock;
        this.runs = new RunTables(database.dialect());
        this.ahead = new ReadAhead(System::nanoTime);
        this.journal = new JdbcRunJournal(database, runs, ahead);
        this.history = new JdbcRunHistory(database, runs);
        this.claims = new JdbcProjectClaims(database, self);
        this.watermarks = new JdbcWatermarks(database, ahead);
        this.budget = new JdbcBudgetLedger(database);
        this.refusedEdits = new JdbcRefusedEdits(database);
        this.learnings = new JdbcLearnings(database, ahead);
        this.rejections = new JdbcRejections(database);
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

    /**
     * Opens a store for whoever only looks. Nothing is made and nothing is changed, no table and no file, so that a store can
     * be looked at that this user may only read. What would write throws an {@link IllegalStateException}.
     *
     * @return nothing if nothing was ever written there
     * @throws JournalException if it cannot be read, is not this program's, or is of another version of it
     */
    public static Optional<JdbcStore> openToRead(JdbcSettings settings) {
        Optional<Database> database = Database.openToRead(settings);
        try {
            return database.filter(Schema::isReadable)
                    .map(found -> new JdbcStore(found, settings.clock(), ProcessIdentity.own()))
                    .or(() -> {
                        database.ifPresent(Database::close);
                        return Optional.empty();
                    });
        } catch (RuntimeException e) {
            database.ifPresent(Database::close);
            throw e;
        }
    }

    /**
     * Looks at where a store is, or is to be, and changes nothing there.
     *
     * @throws JournalException if it cannot be read or is not this program's
     */
    public static DatabaseState examine(JdbcSettings settings) {
        Optional<Database> found = Database.openToRead(settings);
        if (found.isEmpty()) {
            Path file = settings.file().orElseThrow();
            return new DatabaseState("SQLite", true, SqliteDialect.mayWrite(file), 0, Schema.VERSION);
        }
        try (Database database = found.get()) {
            DatabaseState.Server server = database.read(
                    "look at the database",
                    (handle, attempt) -> database.dialect().server(handle));
            return new DatabaseState(
                    server.product(), server.supported(), server.writable(), Schema.version(database), Schema.VERSION);
        }
    }

    static JdbcStore open(JdbcSettings settings, ProcessIdentity self) {
        Database database = Database.open(settings);
        try {
            Schema.bringUpToDate(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new JdbcStore(database, settings.clock(), self);
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

    public BudgetLedger budget() {
        return budget;
    }

    public BudgetOverrides budgetOverrides() {
        return budget;
    }

    public RefusedEdits refusedEdits() {
        return refusedEdits;
    }

    public Learnings learnings() {
        return learnings;
    }

    public Rejections rejections() {
        return rejections;
    }

    /**
     * Reads for all projects at once what a check of each asks for first: its open runs, its changes that wait for a person,
     * its watermark and the rules. For somebody who
     * is about to look at many projects; the first answer for each of them costs no query then, if it is asked for within
     * seconds.
     *
     * @throws JournalException if the database does not work
     */
    public void readAhead() {
        long since = System.nanoTime();
        Map<ProjectId, List<RunId>> open = database.read("look for open runs", (handle, attempt) -> runs.open(handle));
        Map<ProjectId, String> bodies =
                database.read("read the watermarks", (handle, attempt) -> JdbcWatermarks.bodies(handle));
        List<Learning> rules = database.read("read the rules", (handle, attempt) -> JdbcLearnings.all(handle));
        List<RunOverview> held = database.read("look for held changes", (handle, attempt) -> runs.held(handle));
        ahead.fill(since, open, bodies, rules, held);
    }

    /**
     * Removes runs that are over, with their events. Those that have not ended stay, and those whose change may still
     * become something else.
     *
     * @return which were removed, the oldest first, so that the caller removes what else was kept of them
     * @throws JournalException if the database does not work; some may have been removed already
     */
    public List<RunId> prune(Retention retention, Instant now) {
        return new Pruning(database).prune(retention, now);
    }

    /**
     * Writes everything as it is at one moment into one file, which both kinds of database can be restored from; others may
     * go on writing meanwhile.
     *
     * @param file must not exist, and does not until it is whole; for this user alone
     * @param artifacts what was kept of the runs
     * @throws JournalException if that fails; there is no such file then
     */
    public BackupSummary backup(Path file, Artifacts artifacts) {
        return database.snapshot("back up to " + file, (handle, attempt) -> {
            try {
                return new BackupWriter(handle, artifacts).write(file, clock.instant());
            } catch (IOException e) {
                throw new JournalException(
                        Reason.UNAVAILABLE, "Cannot back up " + database.place() + " to " + file + ": " + words(e), e);
            }
        });
    }

    /**
     * Fills an empty store from a backup. The whole of it is read and checked before anything is written.
     *
     * @param artifacts must hold as much of a text as those did that were backed up
     * @throws JournalException if the backup is damaged or of a newer version, if the store is not empty, or if it cannot be
     *     written; everything is then as it was
     */
    public BackupSummary restore(Path file, Artifacts artifacts) {
        try (BackupReader backup = BackupReader.open(file)) {
            List<Restoring> begun = new ArrayList<>();
            try {
                database.write("restore " + file, Duration.ZERO, (handle, attempt) -> {
                    Restoring restoring = new Restoring(handle, backup, runs, artifacts);
                    begun.add(restoring);
                    return restore(restoring, file);
                });
            } catch (RuntimeException e) {
                begun.forEach(Restoring::undo);
                throw e;
            }
            return backup.manifest().summary();
        } catch (IOException e) {
            throw cannotRestore(file, e);
        }
    }

    private Path restore(Restoring restoring, Path file) {
        try {
            restoring.restore();
            return file;
        } catch (IOException e) {
            throw cannotRestore(file, e);
        }
    }

    private JournalException cannotRestore(Path file, IOException e) {
        boolean away = e instanceof FileSystemException;
        return new JournalException(
                away ? Reason.UNAVAILABLE : Reason.DAMAGED,
                "Cannot restore " + file + " into " + database.place() + ": " + words(e) + ". Nothing was changed.",
                e);
    }

    private static String words(IOException e) {
        return e instanceof FileSystemException ? e.toString() : String.valueOf(e.getMessage());
    }

    /** Closes every connection; what is used afterwards throws an {@link IllegalStateException}. */
    @Override
    public void close() {
        database.close();
    }
}
