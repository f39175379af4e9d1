package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunQuery;
import java.io.InputStream;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database that the first version of the tables was filled in. */
class UpgradeTest extends BothDatabases {
    /** A migration that people have run must never change: theirs would differ from ours. */
    private static final int CHECKSUM_OF_FIRST = -644824259;

    @Test
    void keepsWhatTheFirstVersionHadWritten() throws Exception {
        JdbcSettings settings = newPlace();
        makeFirstVersion(settings);
        InMemoryRunJournal expected = RunJournal.inMemory(10);
        new SampleRuns(expected)
                .wholeOfFirstVersion(1, AT)
                .open(2, AT)
                .change(2, ChangeState.HELD, AT)
                .end(2, RunOutcome.DELIVERED, AT)
                .open(3, AT);

        JdbcStore store = open(settings);

        assertThat(store.history().runs(RunQuery.newest(10))).isEqualTo(expected.runs(RunQuery.newest(10)));
        for (int i = 1; i <= 3; i++) {
            assertThat(new SampleRuns(store.journal()).read(i)).isEqualTo(new SampleRuns(expected).read(i));
        }
        assertThat(Tables.rows(settings, "select state, tokens, failed from budget_entries"))
                .containsExactly("{failed=0, state=SPENT, tokens=1020}", "{failed=1, state=SPENT, tokens=0}");
        assertThat(store.watermarks().read(SHOP)).isEqualTo(new ProjectWatermark("1", "2", "3", 4, Map.of()));
        assertThat(store.journal().open(SHOP)).containsExactly(run(3));
        assertThat(Tables.count(settings, "reviews")).isEqualTo(1);
        assertThat(Tables.number(settings, "select max(cast(version as integer)) from schema_history"))
                .isEqualTo(Schema.VERSION);
        new SampleRuns(store.journal()).open(4, AT);
        assertThat(store.history().runs(RunQuery.newest(1)).get(0).run()).isEqualTo(run(4));
    }

    @Test
    void knowsTheNewestMigrationThereIs() {
        JdbcSettings settings = newPlace();
        open(settings);

        Flyway flyway = flyway(settings, "latest");

        assertThat(flyway.info().pending()).isEmpty();
        assertThat(requireNonNull(flyway.info().current(), "current")
                        .getVersion()
                        .getVersion())
                .isEqualTo(String.valueOf(Schema.VERSION));
        assertThat(flyway.info().applied()[0].getChecksum())
                .as("of the first migration, which must stay as it is")
                .isEqualTo(CHECKSUM_OF_FIRST);
    }

    private static void makeFirstVersion(JdbcSettings settings) throws Exception {
        settings.file().ifPresent(file -> new SqliteDialect(file, settings.clock(), settings.patience()).prepare());
        flyway(settings, "1").migrate();
        try (InputStream in = requireNonNull(UpgradeTest.class.getResourceAsStream("v1.sql"), "v1.sql")) {
            Tables.execute(settings, new String(in.readAllBytes(), UTF_8).split(";\n", -1));
        }
    }

    private static Flyway flyway(JdbcSettings settings, String target) {
        return Flyway.configure()
                .dataSource(settings.url(), settings.user(), "")
                .table("schema_history")
                .locations("classpath:dev/pimainteno/jdbc/migrations")
                .target(target)
                .load();
    }
}
