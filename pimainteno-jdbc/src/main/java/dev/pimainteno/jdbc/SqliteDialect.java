package dev.pimainteno.jdbc;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.JournalException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/**
 * One file with a write-ahead log, forced to the disk at each commit. Transactions take the lock for writing at once, so
 * that none has to give up in the middle; several processes may share the file.
 */
final class SqliteDialect implements Dialect {
    /** Marks the file as this program's, for it and for {@code file(1)}: "PiMa". */
    private static final int APPLICATION_ID = 0x50694D61;

    private static final int MOST_BUSY_MILLIS = 10_000;
    /** File locks are the process's, not the thread's. */
    private static final ReentrantLock ONE_THREAD = new ReentrantLock();

    private final Path file;
    private final InstantSource clock;
    private final int busyMillis;

    SqliteDialect(Path file, InstantSource clock, Duration patience) {
        this.file = file;
        this.clock = clock;
        this.busyMillis = (int) Math.min(MOST_BUSY_MILLIS, Math.max(1, patience.toMillis()));
    }

    @Override
    public void prepare() {
        try {
            Path directory = requireNonNull(file.getParent(), "an absolute path has a parent");
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, privately("rwx------"));
            }
            if (Files.notExists(file)) {
                createPrivately(file);
            }
            if (isBlank()) {
                alone(this::begin);
            }
        } catch (IOException | SQLException e) {
            throw cannotOpen(
                    e instanceof SQLException problem ? failure(problem).words() : e.toString(), e);
        }
    }

    /** Whether nothing was ever written; refuses what others have written. */
    private boolean isBlank() throws SQLException {
        try (Connection connection = plain(false)) {
            return isBlank(connection);
        }
    }

    private boolean isBlank(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int owner = number(statement, "pragma application_id");
            int tables = number(statement, "select count(*) from sqlite_master");
            if (owner != APPLICATION_ID && (owner != 0 || tables != 0)) {
                throw new JournalException(
                        Reason.DAMAGED,
                        "Cannot open " + file + ": it is a database of another program; name another file",
                        null);
            }
            return owner == 0;
        }
    }

    private void begin() {
        try {
            if (!isBlank()) {
                return;
            }
            try (Connection connection = plain(false);
                    Statement statement = connection.createStatement()) {
                // Only a database without any page can be told this.
                statement.execute("pragma auto_vacuum = incremental");
                statement.execute("pragma application_id = " + APPLICATION_ID);
                statement.execute("pragma journal_mode = wal");
            }
        } catch (SQLException e) {
            throw cannotOpen(failure(e).words(), e);
        }
    }

    @Override
    public DataSource connections() {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return source(config);
    }

    @Override
    public Connection snapshot() throws SQLException {
        return plain(true);
    }

    private Connection plain(boolean readOnly) throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(readOnly);
        return source(config).getConnection();
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyMillis);
        config.enforceForeignKeys(true);
        return config;
    }

    private DataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public boolean isBegun() {
        if (Files.notExists(file)) {
            return false;
        }
        try (Connection connection = new SqliteReading(file, busyMillis).connect()) {
            return !isBlank(connection);
        } catch (SQLException e) {
            throw cannotOpen(failure(e).words(), e);
        }
    }

    @Override
    public DatabaseState.Server server(Handle handle) throws SQLException {
        return new DatabaseState.Server(
                "SQLite " + handle.getConnection().getMetaData().getDatabaseProductVersion(), true, mayWrite(file));
    }

    /** Whether this user may write a file that exists, with others beside it, or make one that does not. */
    static boolean mayWrite(Path file) {
        Path directory = requireNonNull(file.getParent(), "an absolute path has a parent");
        while (Files.notExists(directory) && directory.getParent() != null) {
            directory = directory.getParent();
        }
        return Files.isWritable(directory) && (Files.notExists(file) || Files.isWritable(file));
    }

    @Override
    public Optional<QuietReading> quietReading() {
        return Optional.of(new SqliteReading(file, busyMillis));
    }

    @Override
    public Failure failure(SQLException e) {
        if (!(e instanceof SQLiteException problem)) {
            return new Failure(Kind.OTHER, String.valueOf(e.getMessage()));
        }
        int primary = problem.getResultCode().code & 0xFF;
        return switch (primary) {
            case 5, 6 -> new Failure(Kind.PASSING, "another process is writing to it");
            case 8 ->
                new Failure(Kind.READ_ONLY, "it may not be written; see to the permissions of file and directory");
            case 11 -> new Failure(Kind.DAMAGED, "the file is damaged; move it away and restore a backup");
            case 13 -> new Failure(Kind.FULL, "the disk is full; make room");
            case 14 ->
                new Failure(
                        Kind.OTHER,
                        "it cannot be opened; see to the permissions of file and directory (" + e.getMessage() + ")");
            case 26 ->
                new Failure(
                        Kind.DAMAGED,
                        "the file is no database, or a damaged one; name another file, or move"
                                + " it away and restore a backup");
            default -> new Failure(Kind.OTHER, String.valueOf(e.getMessage()));
        };
    }

    @Override
    public boolean hasTable(Handle handle, String table) {
        return handle.createQuery("select count(*) from sqlite_master where type = 'table' and name = :table")
                        .bind("table", table)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    @Override
    public long now(Handle handle) {
        return clock.millis();
    }

    @Override
    public String lockingTheRow() {
        return ""; // The transaction has the whole file.
    }

    @Override
    public void shrink(Handle handle) throws SQLException {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.executeUpdate("pragma incremental_vacuum"); // A prepared statement would free one page.
        }
    }

    /** Flyway takes one connection for SQLite, and one transaction for a migration and its note. */
    @Override
    public void atOnce(DataSource source, Consumer<DataSource> work) {
        work.accept(source);
    }

    @Override
    public void alone(Runnable work) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        ONE_THREAD.lock();
        try (FileChannel channel = open(lock);
                FileLock held = channel.lock()) {
            if (held.isValid()) {
                work.run();
            }
        } catch (IOException e) {
            throw cannotOpen("cannot lock " + lock + ": " + e, e);
        } finally {
            ONE_THREAD.unlock();
        }
    }

    private static FileChannel open(Path lock) throws IOException {
        createPrivately(lock);
        return FileChannel.open(lock, StandardOpenOption.WRITE);
    }

    private JournalException cannotOpen(String problem, Exception cause) {
        boolean damaged = cause instanceof SQLException e && failure(e).kind() == Kind.DAMAGED;
        return new JournalException(
                damaged ? Reason.DAMAGED : Reason.UNAVAILABLE, "Cannot open " + file + ": " + problem, cause);
    }

    private static void createPrivately(Path file) throws IOException {
        try {
            Files.createFile(file, privately("rw-------"));
        } catch (FileAlreadyExistsException e) {
            return; // Another process was faster; it is as private.
        }
    }

    private static FileAttribute<?>[] privately(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}
