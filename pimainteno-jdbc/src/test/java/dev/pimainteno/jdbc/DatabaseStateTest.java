package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseStateTest extends BothDatabases {
    @Test
    void tellsWhatThereIsBeforeAndAfterTheFirstUse() throws Exception {
        JdbcSettings settings = newPlace();

        DatabaseState before = JdbcStore.examine(settings);
        open(settings).close();
        DatabaseState after = JdbcStore.examine(settings);

        assertThat(before.tables()).isZero();
        assertThat(before.supported()).isTrue();
        assertThat(before.writable()).isTrue();
        assertThat(after.tables()).isEqualTo(after.newest()).isEqualTo(Schema.VERSION);
        assertThat(after.writable()).isTrue();
        assertThat(after.supported()).isTrue();
        assertThat(after.product()).matches(isSqlite() ? "SQLite 3\\.[0-9.]+" : "PostgreSQL [0-9]+\\.[0-9]+");
    }

    @Test
    void tellsTablesOfANewerVersion() throws Exception {
        JdbcSettings settings = newPlace();
        open(settings).close();
        Tables.execute(settings, "update schema_history set version = '1000'");

        assertThat(JdbcStore.examine(settings).tables()).isEqualTo(1_000);
    }
}
