package dev.pimainteno.jdbc;

import dev.pimainteno.jdbc.SystemCallKill.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The points at which a crash test disturbs a program: a few of a random choice in an ordinary build ({@code
 * -Dpimainteno.crash.seed} repeats one), every point with {@code -Dpimainteno.crash.points=all}.
 */
final class ChosenPoints {
    static final long SEED = Long.getLong("pimainteno.crash.seed", System.nanoTime() % 100_000);
    private static final String POINTS = System.getProperty("pimainteno.crash.points", "");
    static final boolean ALL = POINTS.equals("all");
    private static final int USUAL = 6;

    private ChosenPoints() {}

    /** Makes one attempt at a point, of which it is told how many there were before. */
    @FunctionalInterface
    interface Attempt {
        /** Returns whether the point was reached. */
        boolean make(Point point, int number) throws Exception;
    }

    /** Returns how many points are chosen where not all are. */
    static int usual() {
        return POINTS.isEmpty() || ALL ? USUAL : Integer.parseInt(POINTS);
    }

    /**
     * Returns a test for each chosen point, and one at the end that fails if too many were not reached.
     *
     * @param label of all of them
     * @param most how many are chosen where not all are
     */
    static Stream<DynamicTest> tests(String label, List<Point> points, int most, Attempt attempt) {
        List<Point> chosen = new ArrayList<>(points);
        if (!ALL) {
            Collections.shuffle(chosen, new Random(SEED));
            chosen = chosen.subList(0, Math.min(chosen.size(), most));
        }
        PointsReached reached = new PointsReached();
        List<DynamicTest> tests = new ArrayList<>();
        for (Point point : chosen) {
            int number = tests.size();
            String name = label + " at " + point + " (one of " + points.size() + ", seed " + SEED + ")";
            tests.add(DynamicTest.dynamicTest(name, () -> reached.require(point, () -> attempt.make(point, number))));
        }
        tests.add(DynamicTest.dynamicTest(label + ": most were", reached::requireMost));
        return tests.stream();
    }
}
