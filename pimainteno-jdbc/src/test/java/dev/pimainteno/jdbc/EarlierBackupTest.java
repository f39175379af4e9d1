package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.testing.SampleEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that were made when the tables had an earlier version. */
class EarlierBackupTest extends BothDatabases {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void comesToTheSameAsBringingTheDatabaseUpToDate(int version) throws Exception {
        JdbcSettings old = newPlace();
        EarlierVersion.make(old, version);
        Path file = directory.resolve("backup.zip");
        EarlierVersion.backUp(old, version, file);
        JdbcStore upgraded = open(old);

        for (Kind other : Kind.values()) {
            JdbcSettings place = newPlace(other);
            JdbcStore restored = open(place);
            restored.restore(file, Artifacts.inMemory(10));

            assertThat(restored.history().runs(RunQuery.newest(10)))
                    .isEqualTo(upgraded.history().runs(RunQuery.newest(10)))
                    .hasSizeGreaterThan(2);
            for (String table : BackupManifest.TABLES) {
                if (!List.of("claims", "counters").contains(table)) {
                    assertThat(Tables.rows(place, "select * from " + table))
                            .as(table)
                            .isEqualTo(Tables.rows(old, "select * from " + table));
                }
            }
            goesOn(restored);
        }
    }

    private static void goesOn(JdbcStore store) {
        PlannedCall call = new PlannedCall(
                "next", SHOP, run(9), "improve", "other", "model", "q", Amount.zero(), Duration.ofMinutes(1));
        assertThat(store.budget().reserve(call, List.of(), 3)).isEmpty();
        long token = store.claims()
                .tryClaim(SHOP, Duration.ofMinutes(5))
                .orElseThrow()
                .token();
        store.journal().append(SampleEvents.opened(run(9), SHOP, AT), token);
        assertThat(token).isEqualTo(8);
        assertThat(store.history().runs(RunQuery.newest(1)).get(0).run()).isEqualTo(run(9));
    }
}
