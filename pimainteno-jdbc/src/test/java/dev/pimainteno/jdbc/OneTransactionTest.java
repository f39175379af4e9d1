package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
class OneTransactionTest {
    private DataSource source;

    @BeforeEach
    void makeSchema(PostgresServer server) {
        source = new PostgresqlDialect(server.newSchema()).connections();
    }

    @Test
    void takesBackWhatWasCommittedOnItsConnectionsUntilItIsCommittedItself() throws SQLException {
        try (OneTransaction transaction = OneTransaction.begin(source)) {
            make(transaction, "one");
            make(transaction, "other");
        }

        assertThat(tables()).isZero();
    }

    @Test
    void makesEverythingAtOnce() throws SQLException {
        try (OneTransaction transaction = OneTransaction.begin(source)) {
            make(transaction, "one");
            make(transaction, "other");
            assertThat(tables()).as("as others see it").isZero();
            transaction.commit();
        }

        assertThat(tables()).isEqualTo(2);
    }

    @Test
    void takesEverythingBackWhereOneStatementFails() throws SQLException {
        try (OneTransaction transaction = OneTransaction.begin(source)) {
            make(transaction, "one");

            assertThatThrownBy(() -> make(transaction, "one")).hasMessageContaining("already exists");
        }

        assertThat(tables()).isZero();
    }

    private static void make(DataSource over, String table) throws SQLException {
        try (Connection connection = over.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create table " + table + " (id integer)");
            connection.commit();
        }
    }

    private int tables() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from pg_catalog.pg_tables where schemaname = current_schema()")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
