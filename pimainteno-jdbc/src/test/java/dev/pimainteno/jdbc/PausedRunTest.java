package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pauses the process of a run beyond its lease, lets another take over, and wakes it up again. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
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

    @Test
    void doesNoHarmWhenItWakesUp() throws Exception {
        Path begun = directory.resolve("begun");
        Path gate = directory.resolve("gate");
        // The verify command tells that it runs, and waits: the only place where a run can be held for certain.
        CrashScene scene = CrashScene.create(
                directory,
                "touch '" + begun + "'\nwhile [ ! -e '" + gate + "' ]; do sleep 0.05; done\n"
                        + "test \"$(sh total.sh)\" = 12\n");
        Process process = ChildJvm.running(CrashedRun.class, directory, DeliveryMode.PUSH, "sqlite")
                .start();
        paused = process;
        while (!Files.exists(begun)) {
            assertThat(process.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        signal(process, "STOP");
        Files.createFile(gate);

        JdbcSettings settings = CrashedRun.settings(scene, "sqlite")
                .withClock(() -> Instant.now().plus(Duration.ofHours(1)));
        RunReport taken;
        try (JdbcStore store = JdbcStore.open(settings)) {
            taken = scene.run(store, DeliveryMode.PUSH);
        }
        assertThat(taken.outcome()).as(taken.toString()).isEqualTo(RunOutcome.DELIVERED);
        String pushed = CrashScene.git(scene.shop(), "ls-remote", "origin", "main");
        signal(process, "CONT");

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("FAILED: .*(taken over by another holder|was lost to another run)");
        assertThat(CrashScene.git(scene.shop(), "ls-remote", "origin", "main")).isEqualTo(pushed);
        assertThat(CrashScene.git(scene.shop(), "rev-list", "--count", "main")).isEqualTo("2");
        assertThat(scene.services().count()).isEqualTo(1);
        assertThat(Files.readAllLines(scene.deployments())).containsExactly(pushed.split("\t", 2)[0]);
        try (JdbcStore store = JdbcStore.open(settings)) {
            assertThat(store.history().runs(RunQuery.newest(10)))
                    .extracting(run -> run.outcome().orElseThrow())
                    .containsExactly(RunOutcome.DELIVERED, RunOutcome.INTERRUPTED);
        }
    }

    private static void signal(Process process, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
