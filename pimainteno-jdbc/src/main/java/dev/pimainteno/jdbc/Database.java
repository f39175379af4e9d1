package dev.pimainteno.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.JournalException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on a database, again after a failure that may pass, up to a time. Failures come out as {@link
 * JournalException}; those of the work itself as they are. Safe for many threads, interrupted ones, too: what a run has to
 * say when it is interrupted is said.
 */
final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final long LEAST_CONNECT_MILLIS = 250; // Hikari's own.

    private final String place;
    private final Dialect dialect;
    private final Duration patience;
    private final boolean readOnly;
    private final Optional<QuietReading> quiet;
    private final Optional<HikariDataSource> pool;
    private final Jdbi jdbi;
    private volatile boolean closed;

    /** Something that is done on a connection; {@code attempt} counts from 1. */
    @FunctionalInterface
    interface Work<T> {
        T perform(Handle handle, int attempt) throws SQLException;
    }

    private Database(JdbcSettings settings, Dialect dialect, boolean readOnly) {
        this.place = settings.place();
        this.dialect = dialect;
        this.patience = settings.patience();
        this.readOnly = readOnly;
        this.quiet = readOnly ? dialect.quietReading() : Optional.empty();
        this.pool = quiet.isPresent() ? Optional.empty() : Optional.of(pool(settings, dialect, readOnly));
        this.jdbi = quiet.map(reading -> Jdbi.create(reading::connect)).orElseGet(() -> Jdbi.create(source()));
    }

    static Database open(JdbcSettings settings) {
        Dialect dialect = dialect(settings);
        dialect.prepare();
        return new Database(settings, dialect, false);
    }

    /** Returns nothing if nothing was ever written to the database. */
    static Optional<Database> openToRead(JdbcSettings settings) {
        Dialect dialect = dialect(settings);
        return dialect.isBegun() ? Optional.of(new Database(settings, dialect, true)) : Optional.empty();
    }

    private static Dialect dialect(JdbcSettings settings) {
        return settings.file()
                .<Dialect>map(file -> new SqliteDialect(file, settings.clock(), settings.patience()))
                .orElseGet(() -> new PostgresqlDialect(settings));
    }

    private static HikariDataSource pool(JdbcSettings settings, Dialect dialect, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setReadOnly(readOnly);
        config.setPoolName("pimainteno");
        config.setDataSource(dialect.connections());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1); // The first use waits for a database that is away, as any other does.
        Duration connect = settings.patience().compareTo(LONGEST_CONNECT) < 0 ? settings.patience() : LONGEST_CONNECT;
        config.setConnectionTimeout(Math.max(LEAST_CONNECT_MILLIS, connect.toMillis()));
        config.setValidationTimeout(LEAST_CONNECT_MILLIS);
        return new HikariDataSource(config);
    }

    Dialect dialect() {
        return dialect;
    }

    String place() {
        return place;
    }

    DataSource source() {
        return pool.orElseThrow(() -> new IllegalStateException("the store " + place + " is read without a pool"));
    }

    /**
     * Reads, each query for itself.
     *
     * @param purpose what is done, such as "read the run"
     */
    <T> T read(String purpose, Work<T> work) {
        return persistently(
                purpose,
                patience,
                attempt -> quiet.isPresent() ? look(quiet.get(), work, attempt) : use(work, attempt));
    }

    private <T> T use(Work<T> work, int attempt) throws SQLException {
        return jdbi.withHandle(handle -> work.perform(handle, attempt));
    }

    /** Reads, and says what it was told only if nobody has written meanwhile. */
    private <T> T look(QuietReading reading, Work<T> work, int attempt) throws SQLException {
        Object before = reading.state();
        try {
            T found = use(work, attempt);
            if (reading.state().equals(before)) {
                return found;
            }
        } catch (JdbiException | SQLException e) {
            if (reading.state().equals(before)) {
                throw e;
            }
        }
        throw new SQLTransientConnectionException("it was written to while it was read");
    }

    /** Does everything in one transaction, or nothing; in a second attempt the first may have been committed. */
    <T> T write(String purpose, Work<T> work) {
        return write(purpose, patience, work);
    }

    /** As {@link #write(String, Work)}, with a patience of its own. */
    <T> T write(String purpose, Duration patience, Work<T> work) {
        if (readOnly) {
            throw new IllegalStateException("cannot " + purpose + ": the store " + place + " was opened to be read");
        }
        return persistently(purpose, patience, attempt -> jdbi.inTransaction(handle -> work.perform(handle, attempt)));
    }

    /** Reads one state of everything, once. */
    <T> T snapshot(String purpose, Work<T> work) {
        return persistently(purpose, Duration.ZERO, attempt -> {
            try (Connection connection = dialect.snapshot()) {
                return Jdbi.create(connection).inTransaction(handle -> work.perform(handle, attempt));
            }
        });
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run(int attempt) throws SQLException;
    }

    /** Passes the thread's interruption over the work, because the pool does not serve a thread that has been interrupted. */
    private <T> T persistently(String purpose, Duration patience, Attempt<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            // Somebody who is asked to stop says what there is to say, but does not wait for it.
            return attempts(purpose, interrupted ? Duration.ZERO : patience, work);
        } catch (InterruptedException e) {
            interrupted = true;
            throw new JournalException(
                    Reason.UNAVAILABLE, "Cannot " + purpose + " in " + place + ": interrupted while it was away", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T attempts(String purpose, Duration patience, Attempt<T> work) throws InterruptedException {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            requireOpen();
            try {
                return work.run(attempt);
            } catch (JdbiException | SQLException e) {
                SQLException problem = problem(e);
                Dialect.Failure failure = failure(problem);
                long waited = System.nanoTime() - start;
                if (failure.kind() != Dialect.Kind.PASSING || waited + pause.toNanos() > patience.toNanos()) {
                    throw failed(purpose, failure, attempt, waited, problem);
                }
                if (attempt == 1) {
                    log.warn("Cannot {} in {} now, trying again: {}", purpose, place, failure.words());
                }
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Returns the failure of the driver under that of the libraries: the innermost one says what it was. */
    private static SQLException problem(Exception e) {
        SQLException found = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException problem) {
                found = problem;
            }
        }
        if (found == null) {
            throw new IllegalStateException("the database was used in a wrong way", e);
        }
        return found;
    }

    private Dialect.Failure failure(SQLException problem) {
        if (problem instanceof SQLTransientConnectionException || problem instanceof SQLRecoverableException) {
            return new Dialect.Failure(Dialect.Kind.PASSING, String.valueOf(problem.getMessage()));
        }
        return dialect.failure(problem);
    }

    private JournalException failed(
            String purpose, Dialect.Failure failure, int attempts, long nanos, SQLException problem) {
        String tried = attempts == 1
                ? ""
                : " (tried " + attempts + " times in " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s)";
        Reason reason = failure.kind() == Dialect.Kind.DAMAGED ? Reason.DAMAGED : Reason.UNAVAILABLE;
        return new JournalException(
                reason, "Cannot " + purpose + " in " + place + tried + ": " + failure.words(), problem);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store " + place + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        pool.ifPresent(HikariDataSource::close);
    }
}
