package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.pimainteno.jdbc.SystemCallKill.Point;

/** Counts the points of a program that were reached, because a run that was never disturbed shows nothing. */
final class PointsReached {
    private static final int TRIES = 3;

    private int reached;
    private int missed;

    /** A run that is to be disturbed at a point. */
    @FunctionalInterface
    interface Attempt {
        /**
         * Makes the run, and requires of it what must hold.
         *
         * @return whether the point was reached; nothing was required if not
         */
        boolean make() throws Exception;
    }

    /** Makes attempts until one reaches its point, and ends the test as one that shows nothing if none does. */
    void require(Point point, Attempt attempt) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            if (attempt.make()) {
                reached++;
                return;
            }
        }
        missed++;
        abort(point + " was not reached in " + TRIES + " runs");
    }

    /** Requires that of four points at most one was missed. */
    void requireMost() {
        assertThat(reached).as("points that were reached").isPositive();
        assertThat(4 * missed)
                .as(missed + " points of " + (missed + reached) + " were not reached, four times over")
                .isLessThanOrEqualTo(missed + reached);
    }
}
