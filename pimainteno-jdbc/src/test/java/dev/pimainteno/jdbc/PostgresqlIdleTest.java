package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.DeliveryMode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done while nothing happens must not grow the log of a server, either. */
class PostgresqlIdleTest {
    private static final int CHECKS = 20;

    @TempDir
    Path directory;

    @Test
    void addsNoByteToTheLogOfTheServerWhileNothingChanges() throws Exception {
        // A server that writes nothing of its own accord.
        try (PostgresServer server = PostgresServer.startOwn(
                "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "checkpoint_timeout=1d")) {
            JdbcSettings settings = server.newSchema();
            CrashScene scene = CrashScene.create(directory);
            try (JdbcStore store = JdbcStore.open(settings)) {
                assertThat(scene.run(store, DeliveryMode.PUSH).outcome()).isEqualTo(RunOutcome.DELIVERED);
                check(scene, store); // The first to read a row may note what became of its transaction.
                long before = logged(settings);
                assertThat(logged(settings))
                        .as("while nobody asks for anything")
                        .isEqualTo(before);

                for (int i = 0; i < CHECKS; i++) {
                    check(scene, store);
                }

                assertThat(logged(settings) - before).as("bytes in the log").isZero();
                scene.run(store, DeliveryMode.HOLD);
                assertThat(logged(settings)).as("what was measured").isGreaterThan(before);
            }
        }
    }

    private static void check(CrashScene scene, JdbcStore store) throws InterruptedException {
        store.readAhead();
        assertThat(scene.run(store, DeliveryMode.PUSH).outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(store.prune(Retention.standard(), AT)).isEmpty();
    }

    private static long logged(JdbcSettings settings) {
        return Tables.number(settings, "select (pg_current_wal_insert_lsn() - '0/0')::bigint");
    }
}
