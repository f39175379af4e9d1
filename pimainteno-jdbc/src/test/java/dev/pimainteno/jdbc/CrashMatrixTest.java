package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.jdbc.SystemCallKill.Outcome;
import dev.pimainteno.jdbc.SystemCallKill.Point;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.project.DeliveryMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a whole run at the calls by which it changes a disk or the database, and lets the next process find what is left,
 * at every second point with a clock that has gone back by an hour.
 * A few points of a random choice in an ordinary build ({@code -Dpimainteno.crash.seed} repeats one), every point with
 * {@code -Dpimainteno.crash.points=all}.
 */
@ExtendWith(PostgresServer.Shared.class)
class CrashMatrixTest {
    private static final InstantSource AN_HOUR_BACK = () -> Instant.now().minus(Duration.ofHours(1));

    @TempDir
    Path directory;

    /** The databases in which runs are killed. */
    private interface Databases {
        /** Returns the URL of a new one. */
        String make();

        /** Returns the settings of a store in one whose clock has gone back by an hour. */
        JdbcSettings anHourBack(JdbcSettings settings);
    }

    @TestFactory
    Stream<DynamicTest> leavesOneChangeOrNoneOnSqlite() throws Exception {
        SystemCallKill.require();
        Databases files = new Databases() {
            @Override
            public String make() {
                return "sqlite";
            }

            @Override
            public JdbcSettings anHourBack(JdbcSettings settings) {
                return settings.withClock(AN_HOUR_BACK);
            }
        };
        return Stream.of(DeliveryMode.PUSH, DeliveryMode.COMMIT, DeliveryMode.HOLD)
                .flatMap(mode -> tests(mode, "sqlite", files));
    }

    @TestFactory
    Stream<DynamicTest> leavesOneChangeOrNoneOnPostgresql(PostgresServer server) throws Exception {
        SystemCallKill.require();
        Databases schemas = new Databases() {
            @Override
            public String make() {
                JdbcSettings made = server.newSchemaWithClock();
                server.setClock(made, Instant.now());
                return made.url();
            }

            @Override
            public JdbcSettings anHourBack(JdbcSettings settings) {
                server.setClock(settings, AN_HOUR_BACK.instant());
                return settings;
            }
        };
        return Stream.of(DeliveryMode.PUSH, DeliveryMode.COMMIT).flatMap(mode -> tests(mode, "postgresql", schemas));
    }

    private Stream<DynamicTest> tests(DeliveryMode mode, String name, Databases databases) {
        try {
            Path whole = Files.createDirectory(directory.resolve(name + "-" + mode));
            CrashScene.create(whole);
            List<Point> points = SystemCallKill.points(whole, CrashedRun.class, whole, mode, databases.make());
            assertThat(points).as("points at which a run can be killed").hasSizeGreaterThan(40);
            return ChosenPoints.tests(
                    name + ", " + mode + ", killed",
                    points,
                    ChosenPoints.usual(),
                    (point, number) -> kill(point, mode, databases, number % 2 == 1));
        } catch (Exception e) {
            throw new AssertionError("no run could be watched", e);
        }
    }

    private boolean kill(Point point, DeliveryMode mode, Databases databases, boolean back) throws Exception {
        Path place = Files.createTempDirectory(directory, "scene");
        CrashScene scene = CrashScene.create(place);
        String database = databases.make();
        Outcome killed = SystemCallKill.killAt(place, point, CrashedRun.class, place, mode, database);
        if (!killed.reached()) {
            return false;
        }

        JdbcSettings settings = CrashedRun.settings(scene, database);
        InstantSource clock = back ? AN_HOUR_BACK : InstantSource.system();
        try (JdbcStore store = JdbcStore.open(back ? databases.anHourBack(settings) : settings)) {
            RunReport second = scene.run(store, mode, RunListener.none(), clock);
            RunReport third = scene.run(store, mode, RunListener.none(), clock);

            assertThat(second.succeeded())
                    .as((back ? "the clock put back, " : "") + killed.output() + "\n" + second)
                    .isTrue();
            assertThat(third.outcome()).as(third.reason()).isEqualTo(RunOutcome.IDLE);
            LegalEnd end = new LegalEnd(scene, store);
            end.requireOneChange(mode);
            end.requireNothingLeft();
            return true;
        }
    }
}
