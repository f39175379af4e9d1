package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunQuery;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that is opened by somebody who only looks. */
@Timeout(120)
class ReadingStoreTest extends BothDatabases {
    private static final ProjectWatermark SEEN = new ProjectWatermark("1", "2", "3", 4, Map.of());

    @Test
    void seesWhatIsThereAndWhatIsWrittenLater() {
        JdbcSettings settings = newPlace();
        JdbcStore writer = open(settings);
        SampleRuns runs = new SampleRuns(writer.journal()).whole(1, AT);
        writer.watermarks().write(SHOP, SEEN);
        runs.open(2, AT);

        try (JdbcStore reader = JdbcStore.openToRead(settings).orElseThrow()) {
            assertThat(new SampleRuns(reader.journal()).read(1)).isEqualTo(runs.read(1));
            assertThat(reader.watermarks().read(SHOP)).isEqualTo(SEEN);
            assertThat(reader.claims().isHeld(SHOP)).isFalse();
            assertThat(writer.claims().tryClaim(SHOP, Duration.ofHours(1))).isPresent();
            assertThat(reader.claims().isHeld(SHOP)).isTrue();
            assertThat(reader.history().runs(RunQuery.newest(10))).hasSize(2);
            writer.close();
            assertThat(reader.journal().open(SHOP)).containsExactly(run(2));
        }
    }

    @Test
    void findsNothingWhereNothingWasWrittenAndMakesNothing() throws Exception {
        JdbcSettings settings = newPlace();

        assertThat(JdbcStore.openToRead(settings)).isEmpty();
        assertThat(JdbcStore.openToRead(settings)).isEmpty();

        assertThat(directory).isEmptyDirectory();
        settings.file().ifPresent(file -> {
            assertThat(JdbcStore.openToRead(JdbcSettings.sqlite(file.resolveSibling("none/x.db"))))
                    .isEmpty();
            assertThat(file.resolveSibling("none")).doesNotExist();
        });
    }

    @Test
    void writesNothing() {
        JdbcSettings settings = newPlace();
        open(settings);

        try (JdbcStore reader = JdbcStore.openToRead(settings).orElseThrow()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new SampleRuns(reader.journal()).open(1, AT))
                    .withMessageContaining("was opened to be read");
            assertThatIllegalStateException().isThrownBy(() -> reader.claims().tryClaim(SHOP, Duration.ofMinutes(1)));
        }
    }

    @Test
    void leavesOlderTablesAsTheyAreAndSaysWhatBringsThemUpToDate() throws Exception {
        JdbcSettings settings = newPlace();
        open(settings).close();
        Tables.execute(settings, "update schema_history set version = '0'");

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> JdbcStore.openToRead(settings))
                .withMessageContaining(settings.place())
                .withMessageContaining("version 0, and this program reads " + Schema.VERSION)
                .withMessageContaining("any run of this program brings them up to date");
        assertThat(Tables.number(settings, "select count(*) from schema_history where version = '0'"))
                .isPositive();
    }

    @Test
    void refusesTablesOfANewerVersion() throws Exception {
        JdbcSettings settings = newPlace();
        open(settings).close();
        Tables.execute(settings, "update schema_history set version = '1000'");

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> JdbcStore.openToRead(settings))
                .withMessageContaining("use the newer program");
    }

    @Test
    void looksAgainWhereSomebodyWritesWhileItReads() {
        JdbcSettings settings = newPlace();
        open(settings).close();
        try (Database database = Database.openToRead(settings).orElseThrow()) {
            AtomicInteger looks = new AtomicInteger();
            int found = database.read("count", (handle, attempt) -> {
                int runs = count(handle);
                if (looks.getAndIncrement() == 0) {
                    try (JdbcStore writer = JdbcStore.open(settings)) {
                        new SampleRuns(writer.journal()).open(1, AT);
                    }
                }
                return runs;
            });

            // A server shows each query one state.
            assertThat(looks).hasValue(isSqlite() ? 2 : 1);
            assertThat(found).isEqualTo(isSqlite() ? 1 : 0);
        }
    }

    private static int count(Handle handle) {
        return handle.createQuery("select count(*) from runs").mapTo(int.class).one();
    }
}
