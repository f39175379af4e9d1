package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that goes away in the middle of whole runs, behind an event of each. A few events of a random choice in an ordinary
 * build ({@code -Dpimainteno.crash.seed} repeats one), for a second; every event, for half a minute, with {@code
 * -Dpimainteno.crash.points=all}.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class DatabaseGoneTest {
    private static final Duration OUTAGE = ChosenPoints.ALL ? Duration.ofSeconds(30) : Duration.ofSeconds(1);
    private static final int PLACES = 2;

    @TempDir
    Path directory;

    @Test
    void waitsForAServerThatComesBackAndGoesOn() throws Exception {
        try (PostgresServer server = PostgresServer.startOwn()) {
            for (int event : places(server)) {
                CrashScene scene = CrashScene.create(Files.createTempDirectory(directory, "scene"));
                Outage outage = new Outage(server, event);
                try (JdbcStore store = JdbcStore.open(server.newSchema())) {
                    RunReport report = scene.run(store, DeliveryMode.PUSH, outage.andBackAfter(OUTAGE));
                    outage.end();

                    assertThat(report.outcome())
                            .as(place(event) + ": " + report)
                            .isEqualTo(RunOutcome.DELIVERED);
                    LegalEnd end = new LegalEnd(scene, store);
                    end.requireOneChange(DeliveryMode.PUSH);
                    end.requireNothingLeft();
                }
            }
        }
    }

    @Test
    void leavesTheRestToTheNextCheckWhereTheServerStaysAway() throws Exception {
        try (PostgresServer server = PostgresServer.startOwn()) {
            for (int event : places(server)) {
                CrashScene scene = CrashScene.create(Files.createTempDirectory(directory, "scene"));
                Outage outage = new Outage(server, event);
                JdbcSettings settings = server.newSchemaWithClock();
                try (JdbcStore store = JdbcStore.open(settings.withPatience(Duration.ofSeconds(1)))) {
                    RunReport report = scene.run(store, DeliveryMode.PUSH, outage.forGood());

                    assertThat(report.outcome())
                            .as(place(event) + ": " + report)
                            .isEqualTo(RunOutcome.FAILED);
                }
                server.start();
                // The claim, which nobody could give back, is free when its lease has run out.
                server.setClock(settings, Instant.parse("2026-01-01T01:00:00Z"));
                try (JdbcStore store = JdbcStore.open(settings)) {
                    RunReport second = scene.run(store, DeliveryMode.PUSH);
                    assertThat(second.succeeded())
                            .as(place(event) + ": " + second)
                            .isTrue();
                    LegalEnd end = new LegalEnd(scene, store);
                    end.requireOneChange(DeliveryMode.PUSH);
                    end.requireNothingLeft();
                }
            }
        }
    }

    /** Returns behind which events the server goes; not behind the last, after which nobody needs it. */
    private List<Integer> places(PostgresServer server) throws Exception {
        AtomicInteger events = new AtomicInteger();
        CrashScene scene = CrashScene.create(Files.createTempDirectory(directory, "whole"));
        try (JdbcStore store = JdbcStore.open(server.newSchema())) {
            scene.run(store, DeliveryMode.PUSH, event -> events.incrementAndGet());
        }
        List<Integer> places =
                new ArrayList<>(IntStream.range(1, events.get()).boxed().toList());
        assertThat(places).hasSizeGreaterThan(10);
        if (ChosenPoints.ALL) {
            return places;
        }
        Collections.shuffle(places, new Random(ChosenPoints.SEED));
        return places.subList(0, PLACES);
    }

    private static String place(int event) {
        return "away behind event " + event + ", seed " + ChosenPoints.SEED;
    }

    /** Takes a server away behind the n-th event that it hears of. */
    private static final class Outage {
        private final PostgresServer server;
        private final int event;
        private final AtomicInteger heard = new AtomicInteger();
        private CompletableFuture<Void> back = CompletableFuture.completedFuture(null);

        Outage(PostgresServer server, int event) {
            this.server = server;
            this.event = event;
        }

        RunListener forGood() {
            return heardOf -> {
                if (heard.incrementAndGet() == event) {
                    stop();
                }
            };
        }

        RunListener andBackAfter(Duration time) {
            return heardOf -> {
                if (heard.incrementAndGet() == event) {
                    stop();
                    Executor later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
                    back = CompletableFuture.runAsync(this::start, later);
                }
            };
        }

        void end() throws Exception {
            back.get(60, TimeUnit.SECONDS);
        }

        private void stop() {
            try {
                server.stopImmediately();
            } catch (Exception e) {
                throw new AssertionError("the server did not stop", e);
            }
        }

        private void start() {
            try {
                server.start();
            } catch (Exception e) {
                throw new AssertionError("the server did not start", e);
            }
        }
    }
}
