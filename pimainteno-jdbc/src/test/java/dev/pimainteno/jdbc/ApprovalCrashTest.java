package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.jdbc.SystemCallKill.Outcome;
import dev.pimainteno.jdbc.SystemCallKill.Point;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the approval of a change that waits, at the calls by which it changes a disk or the database: afterwards it is done
 * once, or the change waits as before. A few points of a random choice in an ordinary build, half as many as of a run
 * ({@code -Dpimainteno.crash.seed} repeats one), every point with {@code -Dpimainteno.crash.points=all}.
 */
@ExtendWith(PostgresServer.Shared.class)
class ApprovalCrashTest {
    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> isDoneOnceOrNotAtAllOnSqlite() throws Exception {
        SystemCallKill.require();
        return tests("sqlite", () -> "sqlite");
    }

    @TestFactory
    Stream<DynamicTest> isDoneOnceOrNotAtAllOnPostgresql(PostgresServer server) throws Exception {
        SystemCallKill.require();
        return tests("postgresql", () -> server.newSchema().url());
    }

    private Stream<DynamicTest> tests(String name, Supplier<String> database) throws Exception {
        Path whole = Files.createDirectory(directory.resolve(name));
        String first = database.get();
        held(whole, first);
        List<Point> points = SystemCallKill.points(whole, CrashedApproval.class, whole, first);
        assertThat(points).as("points at which an approval can be killed").hasSizeGreaterThan(20);
        int half = Math.max(1, ChosenPoints.usual() / 2);
        return ChosenPoints.tests(name + ", killed", points, half, (point, number) -> kill(point, database.get()));
    }

    /** Makes a scene in which a change waits. */
    private static CrashScene held(Path place, String database) throws InterruptedException {
        CrashScene scene = CrashScene.create(place);
        try (JdbcStore store = JdbcStore.open(CrashedRun.settings(scene, database))) {
            assertThat(scene.run(store, DeliveryMode.HOLD).outcome()).isEqualTo(RunOutcome.HELD);
        }
        return scene;
    }

    private boolean kill(Point point, String database) throws Exception {
        Path place = Files.createTempDirectory(directory, "scene");
        CrashScene scene = held(place, database);
        Outcome killed = SystemCallKill.killAt(place, point, CrashedApproval.class, place, database);
        if (!killed.reached()) {
            return false;
        }

        try (JdbcStore store = JdbcStore.open(CrashedRun.settings(scene, database))) {
            RunReport next = scene.run(store, DeliveryMode.HOLD);
            assertThat(next.succeeded()).as(killed.output() + "\n" + next).isTrue();
            List<RunOverview> waiting = store.journal().held(SampleRuns.SHOP);
            if (!waiting.isEmpty()) {
                assertThat(waiting).as("what waits").hasSize(1);
                requireThatNothingIsDelivered(scene);
                RunReport again = scene.approve(store);
                assertThat(again.outcome()).as(killed.output() + "\n" + again).isEqualTo(RunOutcome.DELIVERED);
            }
            assertThat(scene.run(store, DeliveryMode.HOLD).outcome()).isEqualTo(RunOutcome.IDLE);
            assertThat(store.history().runs(RunQuery.newest(100)))
                    .as("of the change that waited, and of the one that was made of it")
                    .filteredOn(
                            run -> run.change().filter(ChangeState.KEPT::equals).isPresent())
                    .hasSize(2);
            LegalEnd end = new LegalEnd(scene, store);
            end.requireOneChange(DeliveryMode.PUSH);
            end.requireNothingLeft();
            return true;
        }
    }

    private static void requireThatNothingIsDelivered(CrashScene scene) throws InterruptedException {
        assertThat(CrashScene.git(scene.shop(), "rev-list", "--count", "main")).isEqualTo("1");
        assertThat(CrashScene.git(scene.shop(), "ls-remote", "origin", "main"))
                .startsWith(CrashScene.git(scene.shop(), "rev-parse", "main"));
        assertThat(scene.services().count()).isZero();
        assertThat(scene.deployments()).doesNotExist();
    }
}
