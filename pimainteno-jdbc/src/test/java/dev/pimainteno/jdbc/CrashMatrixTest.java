package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.jdbc.SystemCallKill.Point;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a whole run at the calls by which it changes a disk or the database, and lets the next process find what is left.
 * A few points of a random choice in an ordinary build ({@code -Dpimainteno.crash.seed} repeats one), every point with
 * {@code -Dpimainteno.crash.points=all}.
 */
@ExtendWith(PostgresServer.Shared.class)
class CrashMatrixTest {
    private static final long SEED = Long.getLong("pimainteno.crash.seed", System.nanoTime() % 100_000);
    private static final String POINTS = System.getProperty("pimainteno.crash.points", "6");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> leavesOneChangeOrNoneOnSqlite() throws Exception {
        SystemCallKill.require();
        return Stream.of(DeliveryMode.PUSH, DeliveryMode.COMMIT).flatMap(mode -> tests(mode, "sqlite", () -> "sqlite"));
    }

    @TestFactory
    Stream<DynamicTest> leavesOneChangeOrNoneOnPostgresql(PostgresServer server) throws Exception {
        SystemCallKill.require();
        return tests(DeliveryMode.PUSH, "postgresql", () -> server.newSchema().url());
    }

    private Stream<DynamicTest> tests(DeliveryMode mode, String name, Supplier<String> database) {
        try {
            Path whole = Files.createDirectory(directory.resolve(name + "-" + mode));
            CrashScene.create(whole);
            List<Point> points =
                    new ArrayList<>(SystemCallKill.points(directory, CrashedRun.class, whole, mode, database.get()));
            assertThat(points).as("points at which a run can be killed").hasSizeGreaterThan(40);
            int all = points.size();
            if (!POINTS.equals("all")) {
                Collections.shuffle(points, new Random(SEED));
                points = points.subList(0, Math.min(all, Integer.parseInt(POINTS)));
            }
            return points.stream()
                    .map(point -> DynamicTest.dynamicTest(
                            name + ", " + mode + ", killed at " + point + " (one of " + all + ", seed " + SEED + ")",
                            () -> kill(point, mode, database.get())));
        } catch (Exception e) {
            throw new AssertionError("no run could be watched", e);
        }
    }

    private void kill(Point point, DeliveryMode mode, String database) throws Exception {
        Path place = Files.createTempDirectory(directory, "scene");
        CrashScene scene = CrashScene.create(place);
        String printed = SystemCallKill.killAt(point, CrashedRun.class, place, mode, database);

        try (JdbcStore store = JdbcStore.open(CrashedRun.settings(scene, database))) {
            RunReport second = scene.run(store, mode);
            RunReport third = scene.run(store, mode);

            assertThat(second.succeeded()).as(printed + "\n" + second).isTrue();
            assertThat(third.outcome()).as(third.reason()).isEqualTo(RunOutcome.IDLE);
            LegalEnd end = new LegalEnd(scene, store);
            end.requireOneChange(mode);
            end.requireNothingLeft();
        }
    }
}
