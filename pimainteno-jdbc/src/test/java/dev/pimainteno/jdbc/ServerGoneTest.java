package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.JournalException.Reason;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.testing.SampleEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL server that crashes and comes back, or does not. */
@Timeout(180)
class ServerGoneTest {
    private static final int EVENTS = 300;

    @Test
    void journalsEveryEventOnceAcrossCrashesOfTheServer() throws Exception {
        try (PostgresServer server = PostgresServer.startOwn();
                JdbcStore store = JdbcStore.open(server.newSchema())) {
            Semaphore appended = new Semaphore(0);
            FutureTask<Void> writer = new FutureTask<>(() -> {
                store.journal().append(SampleEvents.opened(run(1), SHOP, AT), 1);
                for (int i = 0; i < EVENTS; i++) {
                    store.journal().append(new RunEvent.PhaseBegan(run(1), AT, Phase.PROPOSE, String.valueOf(i)), 1);
                    appended.release();
                }
                return null;
            });
            new Thread(writer).start();
            for (int crash = 0; crash < 3; crash++) {
                appended.acquire(EVENTS / 5);
                server.stopImmediately();
                server.start();
            }
            writer.get(60, TimeUnit.SECONDS);

            List<RunEvent> events = new SampleRuns(store.journal()).read(1);
            assertThat(events).hasSize(EVENTS + 1);
            for (int i = 0; i < EVENTS; i++) {
                assertThat(((RunEvent.PhaseBegan) events.get(i + 1)).detail()).isEqualTo(String.valueOf(i));
            }
        }
    }

    @Test
    void saysWhatItTriedWhenTheServerStaysAway() throws Exception {
        try (PostgresServer server = PostgresServer.startOwn()) {
            JdbcSettings settings = server.newSchema().withPatience(Duration.ofSeconds(1));
            try (JdbcStore store = JdbcStore.open(settings)) {
                server.stopImmediately();

                assertThatExceptionOfType(JournalException.class)
                        .isThrownBy(() -> store.journal().append(SampleEvents.opened(run(1), SHOP, AT), 1))
                        .withMessageContaining("journal an event of the run " + run(1))
                        .withMessageContaining(server.url())
                        .withMessageContaining("tried ")
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
                assertThatExceptionOfType(JournalException.class)
                        .isThrownBy(() -> JdbcStore.open(settings))
                        .withMessageContaining(server.url());
            }
            server.start();
            try (JdbcStore store = JdbcStore.open(settings.withPatience(Duration.ofSeconds(60)))) {
                store.journal().append(SampleEvents.opened(run(1), SHOP, AT), 1);
                assertThat(new SampleRuns(store.journal()).read(1)).hasSize(1);
            }
        }
    }
}
