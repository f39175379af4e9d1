package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.jdbc.BothDatabases.Kind;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pauses the process of a run beyond its lease, lets another take over, and wakes it up again. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(PostgresServer.Shared.class)
class PausedRunTest {
    @TempDir
    Path directory;

    private @Nullable Process paused;

    @AfterEach
    void end() throws InterruptedException {
        if (paused != null) {
            paused.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void doesNoHarmWhenItWakesUp(Kind kind, PostgresServer.OnDemand server) throws Exception {
        Path begun = directory.resolve("begun");
        Path gate = directory.resolve("gate");
        // The verify command tells that it runs, and waits: here a run can be held for certain.
        CrashScene scene = CrashScene.create(
                directory,
                "touch '" + begun + "'\nwhile [ ! -e '" + gate + "' ]; do sleep 0.05; done\n"
                        + "test \"$(sh total.sh)\" = 12\n");
        String database = database(kind, server);
        Process process = pausedAt(begun, database);
        Files.createFile(gate);

        JdbcSettings settings = later(kind, server, scene, database);
        RunReport taken = takeOver(scene, settings);
        assertThat(taken.outcome()).as(taken.toString()).isEqualTo(RunOutcome.DELIVERED);
        String pushed = pushed(scene);
        String said = wake(process);

        assertThat(said).containsPattern("FAILED: .*(taken over by another holder|was lost to another run)");
        requireOneRestart(scene, pushed);
        assertThat(Files.readAllLines(scene.deployments())).containsExactly(pushed);
        assertThat(outcomes(settings)).containsExactly(RunOutcome.DELIVERED, RunOutcome.INTERRUPTED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void restartsNothingWhenItWakesUpInItsDeployCommand(Kind kind, PostgresServer.OnDemand server) throws Exception {
        CrashScene scene = CrashScene.create(directory);
        Path hold = Files.createFile(scene.holdsDeployments());
        String database = database(kind, server);
        Process process = pausedAt(scene.deploymentIsHeld(), database);
        String pushed = pushed(scene);
        Files.delete(hold);

        JdbcSettings settings = later(kind, server, scene, database);
        RunReport taken = takeOver(scene, settings);
        assertThat(taken.succeeded()).as(taken.toString()).isTrue();
        assertThat(scene.services().count()).isEqualTo(1);
        String said = wake(process);

        assertThat(said).containsPattern("FAILED: .*(taken over by another holder|was lost to another run)");
        requireOneRestart(scene, pushed);
        assertThat(Files.readAllLines(scene.deployments()))
                .as("nobody could know whether the first was made")
                .containsExactly(pushed, pushed);
        assertThat(outcomes(settings)).containsExactly(RunOutcome.DELIVERED);
    }

    private static String database(Kind kind, PostgresServer.OnDemand server) {
        return kind == Kind.SQLITE
                ? "sqlite"
                : server.get().newSchemaWithClock().url();
    }

    /** Returns the settings of a store at a time at which every lease has run out. */
    private static JdbcSettings later(Kind kind, PostgresServer.OnDemand server, CrashScene scene, String database) {
        JdbcSettings settings = CrashedRun.settings(scene, database);
        Instant later = Instant.now().plus(Duration.ofHours(1));
        if (kind == Kind.SQLITE) {
            return settings.withClock(() -> later);
        }
        server.get().setClock(settings, later);
        return settings;
    }

    private Process pausedAt(Path sign, String database) throws Exception {
        Process process = ChildJvm.running(CrashedRun.class, directory, DeliveryMode.PUSH, database)
                .start();
        paused = process;
        while (!Files.exists(sign)) {
            assertThat(process.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        signal(process, "STOP");
        return process;
    }

    private static RunReport takeOver(CrashScene scene, JdbcSettings settings) throws InterruptedException {
        try (JdbcStore store = JdbcStore.open(settings)) {
            return scene.run(store, DeliveryMode.PUSH);
        }
    }

    private static String wake(Process process) throws Exception {
        signal(process, "CONT");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static String pushed(CrashScene scene) throws InterruptedException {
        return CrashScene.git(scene.shop(), "ls-remote", "origin", "main").split("\t", 2)[0];
    }

    private static void requireOneRestart(CrashScene scene, String pushed) throws InterruptedException {
        assertThat(pushed(scene)).isEqualTo(pushed);
        assertThat(CrashScene.git(scene.shop(), "rev-list", "--count", "main")).isEqualTo("2");
        assertThat(scene.services().count()).isEqualTo(1);
    }

    private static List<RunOutcome> outcomes(JdbcSettings settings) {
        try (JdbcStore store = JdbcStore.open(settings)) {
            return store.history().runs(RunQuery.newest(10)).stream()
                    .map(run -> run.outcome().orElseThrow())
                    .toList();
        }
    }

    private static void signal(Process process, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
