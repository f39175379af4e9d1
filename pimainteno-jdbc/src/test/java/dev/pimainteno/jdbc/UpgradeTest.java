package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.learning.Learning;
import dev.pimainteno.learning.LearningId;
import dev.pimainteno.review.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that were filled in when the tables had an earlier version. */
class UpgradeTest extends BothDatabases {
    /** A migration that people have run must never change: theirs would differ from ours. */
    private static final int CHECKSUM_OF_FIRST = -644824259;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void keepsTheRunsThatAnEarlierVersionHadWritten(int version) throws Exception {
        JdbcSettings settings = newPlace();
        EarlierVersion.make(settings, version);
        InMemoryRunJournal expected = RunJournal.inMemory(10);
        SampleRuns runs = new SampleRuns(expected);
        runs.wholeOfFirstVersion(1, AT)
                .open(2, AT)
                .change(2, ChangeState.HELD, AT)
                .end(2, RunOutcome.DELIVERED, AT)
                .open(3, AT);
        if (version > 1) {
            runs.wholeOfSecondVersion(4, AT);
        }

        JdbcStore store = open(settings);

        assertThat(store.history().runs(RunQuery.newest(10))).isEqualTo(expected.runs(RunQuery.newest(10)));
        for (int i = 1; i <= 4; i++) {
            assertThat(new SampleRuns(store.journal()).read(i)).isEqualTo(runs.read(i));
        }
        assertThat(store.watermarks().read(SHOP)).isEqualTo(new ProjectWatermark("1", "2", "3", 4, Map.of()));
        assertThat(store.journal().open(SHOP)).containsExactly(run(3));
        assertThat(Tables.count(settings, "reviews")).isEqualTo(1);
        assertThat(Tables.number(settings, "select max(cast(version as integer)) from schema_history"))
                .isEqualTo(Schema.VERSION);
        new SampleRuns(store.journal()).open(5, AT);
        assertThat(store.history().runs(RunQuery.newest(1)).get(0).run()).isEqualTo(run(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void keepsWhatCallsToTheModelHadCost(int version) throws Exception {
        JdbcSettings settings = newPlace();
        EarlierVersion.make(settings, version);

        JdbcStore store = open(settings);

        List<String> first = List.of("{failed=1, state=SPENT, tokens=0}", "{failed=0, state=SPENT, tokens=1020}");
        List<String> entries = new ArrayList<>(first);
        if (version > 1) {
            entries.addAll(first);
        }
        if (version > 2) {
            entries.addAll(List.of(
                    "{failed=0, state=SPENT, tokens=67}",
                    "{failed=1, state=UNKNOWN, tokens=100}",
                    "{failed=1, state=NOTHING, tokens=0}",
                    "{failed=0, state=RESERVED, tokens=100}"));
        }
        assertThat(Tables.rows(settings, "select state, tokens, failed from budget_entries"))
                .containsExactlyInAnyOrderElementsOf(entries);
        assertThat(store.refusedEdits().add(SHOP, "edits")).isEqualTo(version > 2 ? 3 : 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void keepsWhatPeopleHadDecided(int version) throws Exception {
        JdbcSettings settings = newPlace();
        EarlierVersion.make(settings, version);

        JdbcStore store = open(settings);

        List<Rejection> rejections = List.of(
                new Rejection(SHOP, "e".repeat(64), run(4), "Rename \\ to /", "it is\0 the name", AT),
                new Rejection(SHOP, "f".repeat(64), run(1), "Add a cache", "it is fast enough", AT));
        assertThat(store.rejections().newest(SHOP, 10)).isEqualTo(version > 1 ? rejections : List.of());
        Learning rule = new Learning(
                new LearningId("cdea6360"),
                SHOP,
                "Leave the till alone.",
                "turned down in 2",
                AT,
                AT.plus(Duration.ofDays(9)));
        assertThat(store.learnings().all()).isEqualTo(version > 2 ? List.of(rule) : List.of());
    }

    @Test
    void knowsTheNewestMigrationThereIs() {
        JdbcSettings settings = newPlace();
        open(settings);

        Flyway flyway = EarlierVersion.flyway(settings, "latest");

        assertThat(flyway.info().pending()).isEmpty();
        assertThat(requireNonNull(flyway.info().current(), "current")
                        .getVersion()
                        .getVersion())
                .isEqualTo(String.valueOf(Schema.VERSION));
        assertThat(flyway.info().applied()[0].getChecksum())
                .as("of the first migration, which must stay as it is")
                .isEqualTo(CHECKSUM_OF_FIRST);
    }
}
