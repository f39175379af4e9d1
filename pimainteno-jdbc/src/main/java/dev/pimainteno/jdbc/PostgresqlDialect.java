package dev.pimainteno.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that several machines may share. Leases end by its clock, which is the same for all of them. */
final class PostgresqlDialect implements Dialect {
    private static final int CONNECT_SECONDS = 5;
    private static final int OLDEST = 15;
    /** Shutting down, crashed, starting, too many connections, serialization, deadlock. */
    private static final Set<String> PASSING = Set.of("57P01", "57P02", "57P03", "53300", "40001", "40P01");

    private final String url;
    private final String user;
    private final String password;
    private final int silenceSeconds;

    PostgresqlDialect(JdbcSettings settings) {
        this.url = settings.url();
        this.user = settings.user();
        this.password = settings.password();
        this.silenceSeconds = (int) Math.max(1, settings.patience().toSeconds());
    }

    @Override
    public void prepare() {}

    @Override
    public DataSource connections() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        if (!password.isEmpty()) {
            source.setPassword(password);
        }
        source.setConnectTimeout(CONNECT_SECONDS);
        // A server whose machine has lost its power says nothing more.
        source.setSocketTimeout(silenceSeconds);
        source.setTcpKeepAlive(true);
        source.setApplicationName("pimainteno");
        return source;
    }

    @Override
    public Connection snapshot() throws SQLException {
        Connection connection = connections().getConnection();
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public boolean isBegun() {
        return true; // Its tables tell.
    }

    @Override
    public DatabaseState.Server server(Handle handle) {
        int number = number(handle, "show server_version_num");
        String query = "select case when not pg_is_in_recovery()"
                + " and has_schema_privilege(current_schema(), 'usage, create') then 1 else 0 end";
        return new DatabaseState.Server(
                "PostgreSQL " + number / 10_000 + "." + number % 10_000,
                number >= OLDEST * 10_000,
                number(handle, query) == 1);
    }

    private static int number(Handle handle, String query) {
        return handle.createQuery(query).mapTo(int.class).one();
    }

    @Override
    public Optional<QuietReading> quietReading() {
        return Optional.empty();
    }

    @Override
    public Failure failure(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String said = String.valueOf(e.getMessage());
        if (state.startsWith("08") || PASSING.contains(state)) {
            return new Failure(Kind.PASSING, said);
        }
        return switch (state) {
            case "53100" -> new Failure(Kind.FULL, "the server's disk is full; make room (" + said + ")");
            case "25006" -> new Failure(Kind.READ_ONLY, "it may only be read; name the primary server (" + said + ")");
            case "XX001", "XX002" -> new Failure(Kind.DAMAGED, "it is damaged; restore a backup (" + said + ")");
            default -> new Failure(Kind.OTHER, said);
        };
    }

    @Override
    public boolean hasTable(Handle handle, String table) {
        return handle.createQuery("select count(*) from pg_catalog.pg_tables"
                                + " where schemaname = current_schema() and tablename = :table")
                        .bind("table", table)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    @Override
    public long now(Handle handle) {
        return handle.createQuery("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)")
                .mapTo(long.class)
                .one();
    }

    @Override
    public String lockingTheRow() {
        return " for update";
    }

    @Override
    public void shrink(Handle handle) {
        // The server does that by itself.
    }

    /** Flyway makes the tables over one connection, and notes that over another: whoever is killed in between could never go on. */
    @Override
    public void atOnce(DataSource source, Consumer<DataSource> work) throws SQLException {
        try (OneTransaction transaction = OneTransaction.begin(source)) {
            work.accept(transaction);
            transaction.commit();
        }
    }

    @Override
    public void alone(Runnable work) {
        work.run(); // Flyway takes a lock of the server.
    }
}
