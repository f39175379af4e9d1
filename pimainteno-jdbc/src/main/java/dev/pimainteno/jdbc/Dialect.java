package dev.pimainteno.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** In what SQLite and PostgreSQL differ. Safe for many threads. */
interface Dialect {

    /** What the failure of a statement means. */
    enum Kind {
        /** The connection died, could not be made, or somebody holds a lock: the same again may succeed. */
        PASSING,
        /** There is no room. */
        FULL,
        /** The database may be read only. */
        READ_ONLY,
        /** What is stored cannot be understood. */
        DAMAGED,
        /** Anything else. */
        OTHER
    }

    /** A failure in words. */
    record Failure(Kind kind, String words) {}

    /** Makes the place where the database is, if this program is to do that. */
    void prepare();

    /** Returns connections, for a pool to hold. In a transaction that they begin nobody else changes what it reads. */
    DataSource connections();

    /** Returns a connection of its own on which one transaction, which writes nothing, sees one state of everything. */
    Connection snapshot() throws SQLException;

    /** Whether anything was ever written to the database; makes nothing. */
    boolean isBegun();

    /** Asks the database what it is. */
    DatabaseState.Server server(Handle handle) throws SQLException;

    /** Returns how somebody reads who changes nothing; nothing if that is by {@link #connections()}. */
    Optional<QuietReading> quietReading();

    Failure failure(SQLException e);

    boolean hasTable(Handle handle, String table);

    /** Returns the clock by which leases end, in milliseconds since 1970. */
    long now(Handle handle);

    /** Returns what a query ends with that locks the row it reads until the transaction is over. */
    String lockingTheRow();

    /** Gives room that has become free back to the disk. */
    void shrink(Handle handle) throws SQLException;

    /**
     * Gives work a source of connections over which it makes tables or changes them: all of that comes to be, or nothing.
     *
     * @param source the pool
     */
    void atOnce(DataSource source, Consumer<DataSource> work) throws SQLException;

    /** Runs what must not be done by two processes at a time. */
    void alone(Runnable work);
}
