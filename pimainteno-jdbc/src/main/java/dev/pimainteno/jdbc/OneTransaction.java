package dev.pimainteno.jdbc;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A source of one and the same connection, on which all that is done is done in one transaction: whoever asks for several
 * connections, and commits on each of them, cannot be cut off in between. For one thread.
 */
final class OneTransaction implements DataSource, AutoCloseable {
    private final DataSource source;
    private final Connection connection;
    private final Connection shared;
    private boolean autoCommit = true;
    private boolean over;

    private OneTransaction(DataSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
        this.shared = (Connection) Proxy.newProxyInstance(
                OneTransaction.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    /** Begins a transaction on a connection of a source. */
    static OneTransaction begin(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
            return new OneTransaction(source, connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes everything last that was done. */
    void commit() throws SQLException {
        connection.commit();
        over = true;
    }

    /** Takes everything back that was not committed, and gives the connection back. */
    @Override
    public void close() throws SQLException {
        try (Connection ending = connection) {
            if (!over) {
                ending.rollback();
            }
            ending.setAutoCommit(true);
        }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "setAutoCommit" -> {
                autoCommit = (boolean) requireNonNull(arguments, "arguments")[0];
                yield null;
            }
            case "getAutoCommit" -> autoCommit;
            case "commit", "close" -> null;
            // What fails is told by an exception, and all is taken back at the end; but for what goes back to a
            // savepoint.
            case "rollback" -> arguments == null ? null : onConnection(method, arguments);
            default -> onConnection(method, arguments);
        };
    }

    private @Nullable Object onConnection(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public Connection getConnection() {
        return shared;
    }

    @Override
    public Connection getConnection(String user, String password) {
        return shared;
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
