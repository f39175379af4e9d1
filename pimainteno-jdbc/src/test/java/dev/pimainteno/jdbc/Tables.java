package dev.pimainteno.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Looks into the tables of a store, or meddles with them, on a connection of its own. */
final class Tables {

    private Tables() {}

    static long count(JdbcSettings settings, String table) {
        return number(settings, "select count(*) from " + table);
    }

    /** Returns how many pages a SQLite file has, as far as its log says. */
    static long pages(JdbcSettings settings) {
        return number(settings, "pragma page_count");
    }

    static long number(JdbcSettings settings, String query) {
        return Jdbi.create(() -> connect(settings))
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(long.class).one());
    }

    /** Returns the rows of a query as text, the same for both databases, in an order of their own. */
    static List<String> rows(JdbcSettings settings, String query) {
        return Jdbi.create(() -> connect(settings))
                .withHandle(handle -> handle.createQuery(query).mapToMap().stream()
                        .map(row -> new TreeMap<>(row).toString())
                        .sorted()
                        .toList());
    }

    /** Returns the rows of a query, column by column. */
    static List<Map<String, Object>> maps(JdbcSettings settings, String query) {
        return Jdbi.create(() -> connect(settings))
                .withHandle(handle -> handle.createQuery(query).mapToMap().list());
    }

    static void execute(JdbcSettings settings, String... statements) throws SQLException {
        Jdbi.create(() -> connect(settings)).<SQLException>useHandle(handle -> {
            for (String statement : statements) {
                if (!statement.isBlank()) {
                    handle.getConnection().createStatement().execute(statement);
                }
            }
        });
    }

    private static Connection connect(JdbcSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), "");
    }
}
