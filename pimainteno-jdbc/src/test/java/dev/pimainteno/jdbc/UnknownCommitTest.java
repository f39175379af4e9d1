package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.testing.SampleEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that has committed, and a client that never hears of it. */
@Timeout(120)
@ExtendWith(PostgresServer.Shared.class)
class UnknownCommitTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LossyProxy proxy;

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcStore store;

    @BeforeEach
    void openThroughTheProxy(PostgresServer server) throws Exception {
        JdbcSettings direct = server.newSchema();
        proxy = LossyProxy.before(server.port());
        String url = direct.url().replace(":" + server.port() + "/", ":" + proxy.port() + "/");
        store = JdbcStore.open(JdbcSettings.postgresql(url, direct.user()));
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        proxy.close();
    }

    @Test
    void journalsEachEventOnce() {
        proxy.dropNext();
        store.journal().append(SampleEvents.opened(run(1), SHOP, AT), 1);
        for (int i = 0; i < 5; i++) {
            proxy.dropNext();
            store.journal().append(new RunEvent.PhaseBegan(run(1), AT, Phase.PROPOSE, String.valueOf(i)), 1);
        }

        assertThat(proxy.dropped()).isEqualTo(6);
        List<RunEvent> events = new SampleRuns(store.journal()).read(1);
        assertThat(events.get(0)).isEqualTo(SampleEvents.opened(run(1), SHOP, AT));
        assertThat(events.stream().skip(1).map(event -> ((RunEvent.PhaseBegan) event).detail()))
                .containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void knowsTheClaimThatItHasGot() {
        proxy.dropNext();
        Claim claim = store.claims().tryClaim(SHOP, LEASE).orElseThrow();

        assertThat(proxy.dropped()).isEqualTo(1);
        assertThat(claim.token()).isEqualTo(1);
        proxy.dropNext();
        assertThat(claim.renew(LEASE)).isTrue();
        assertThat(proxy.dropped()).isEqualTo(2);
        assertThat(store.claims().tryClaim(SHOP, LEASE)).isEmpty();
        proxy.dropNext();
        claim.close();
        assertThat(proxy.dropped()).isEqualTo(3);
        assertThat(store.claims().isHeld(SHOP))
                .as("given back, though nobody was told")
                .isFalse();
    }

    @Test
    void writesAWatermark() {
        ProjectWatermark seen = new ProjectWatermark("1", "2", "3", 4, Map.of());
        proxy.dropNext();

        store.watermarks().write(SHOP, seen);

        assertThat(proxy.dropped()).isEqualTo(1);
        assertThat(store.watermarks().read(SHOP)).isEqualTo(seen);
    }

    @Test
    void makesAWholeRunOnce() throws Exception {
        CrashScene scene = CrashScene.create(directory);
        proxy.dropEvery(3);

        RunReport report = scene.run(store, DeliveryMode.PUSH);

        proxy.dropEvery(0);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(proxy.dropped()).isGreaterThan(5);
        LegalEnd end = new LegalEnd(scene, store);
        end.requireOneChange(DeliveryMode.PUSH);
        end.requireNothingLeft();
    }
}
