package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.jdbc.ChildJvm.Outcome;
import dev.pimainteno.jdbc.SystemCallKill.Point;
import dev.pimainteno.project.DeliveryMode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fails under a whole run: it is full at some place, or a single call fails. A few places of a random choice in
 * an ordinary build ({@code -Dpimainteno.crash.seed} repeats one), all of them with {@code -Dpimainteno.crash.points=all}.
 */
class FailingDiskTest {
    private static final int CALLS = 4;

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> leavesOneChangeOrNoneWhereACallFails() throws Exception {
        SystemCallKill.require();
        Path whole = Files.createDirectory(directory.resolve("whole"));
        CrashScene.create(whole);
        List<Point> points = SystemCallKill.points(whole, CrashedRun.class, whole, DeliveryMode.PUSH, "sqlite");
        return ChosenPoints.tests("a call fails", points, CALLS, (point, number) -> fail(point));
    }

    private boolean fail(Point point) throws Exception {
        Path place = Files.createTempDirectory(directory, "scene");
        CrashScene scene = CrashScene.create(place);
        String error = point.number() % 2 == 0 ? "EIO" : "ENOSPC";
        SystemCallKill.Outcome failed =
                SystemCallKill.failAt(place, point, error, CrashedRun.class, place, DeliveryMode.PUSH, "sqlite");
        if (!failed.reached()) {
            return false;
        }

        System.out.println(point + " with " + error + ": " + failed.output());
        // The remote's own program ran on the same disk, and what it has left is not for ours to take away.
        Files.deleteIfExists(scene.remote().resolve("HEAD.lock"));
        requireLegalEnd(scene);
        return true;
    }

    @Test
    @Timeout(3_600)
    void leavesOneChangeOrNoneWhereTheDiskIsFull() throws Exception {
        Mounts.require();
        Path disk = Files.createDirectory(directory.resolve("disk"));

        Outcome outcome = ChildJvm.running(FullDiskRuns.class, disk, ChosenPoints.SEED, ChosenPoints.ALL)
                .option("-Dorg.slf4j.simpleLogger.logFile=/dev/null")
                .mounting("mount -t tmpfs -o size=32m tmpfs " + disk)
                .run();

        assertThat(outcome.output()).as("seed " + ChosenPoints.SEED).endsWith("every end was legal\n");
        assertThat(outcome.output()).contains("FAILED");
        assertThat(outcome.exitCode()).isZero();
    }

    /** Later, since a claim that could not be given back on a full disk is free when its lease has run out. */
    private static void requireLegalEnd(CrashScene scene) throws Exception {
        JdbcSettings later = CrashedRun.settings(scene, "sqlite")
                .withClock(() -> Instant.now().plus(Duration.ofHours(1)));
        try (JdbcStore store = JdbcStore.open(later)) {
            System.out.println("then " + scene.run(store, DeliveryMode.PUSH));
            System.out.println("then " + scene.run(store, DeliveryMode.PUSH));
            LegalEnd end = new LegalEnd(scene, store);
            end.requireOneChangeOrNone(DeliveryMode.PUSH);
            end.requireNothingLeft();
        }
    }

    /** Makes runs on a small disk, each with some room, and looks what they have left once there is enough. */
    static final class FullDiskRuns {
        private static final int STEP = 16 << 10;
        private static final int PLACES = 4;

        private FullDiskRuns() {}

        public static void main(String[] args) throws Exception {
            Path disk = Path.of(args[0]);
            long needed = needed(disk);
            List<Long> rooms = new ArrayList<>(Stream.iterate((long) STEP, room -> room < needed, room -> room + STEP)
                    .toList());
            if (!Boolean.parseBoolean(args[2])) {
                Collections.shuffle(rooms, new Random(Long.parseLong(args[1])));
                rooms = rooms.subList(0, PLACES);
            }
            for (long room : rooms) {
                run(disk, room);
            }
            System.out.println("every end was legal");
        }

        private static long needed(Path disk) throws Exception {
            Path place = disk.resolve("whole");
            CrashScene scene = scene(disk, "whole");
            long before = free(place);
            try (JdbcStore store = JdbcStore.open(CrashedRun.settings(scene, "sqlite"))) {
                scene.run(store, DeliveryMode.PUSH);
                long after = free(place);
                System.out.println("a run needs " + (before - after) + " bytes");
                return before - after;
            } finally {
                delete(place);
            }
        }

        private static void run(Path disk, long room) throws Exception {
            Path place = disk.resolve("room-" + room);
            CrashScene scene = scene(disk, "room-" + room);
            Path ballast = disk.resolve("ballast");
            fill(ballast, free(disk) - room);
            try (JdbcStore store = JdbcStore.open(CrashedRun.settings(scene, "sqlite"))) {
                System.out.println(
                        room + ": " + scene.run(store, DeliveryMode.PUSH).outcome());
            } catch (RuntimeException e) {
                System.out.println(room + ": FAILED to open: " + e.getMessage());
            }
            Files.delete(ballast);
            try {
                requireLegalEnd(scene);
            } catch (AssertionError e) {
                throw new AssertionError("with " + room + " bytes of room", e);
            }
            delete(place);
        }

        /** What is done is seen on another disk, which has room. */
        private static CrashScene scene(Path disk, String name) throws IOException {
            Path place = Files.createDirectory(disk.resolve(name));
            Path world = disk.resolveSibling("world-" + name);
            Files.createSymbolicLink(place.resolve("world"), Files.createDirectory(world));
            return CrashScene.create(place);
        }

        private static void delete(Path place) throws IOException {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        private static long free(Path disk) throws IOException {
            return Files.getFileStore(disk).getUsableSpace();
        }

        private static void fill(Path ballast, long bytes) throws IOException {
            byte[] block = new byte[4096];
            try (OutputStream out = Files.newOutputStream(ballast)) {
                for (long written = 0; written < bytes; written += block.length) {
                    out.write(block);
                }
            }
        }
    }
}
