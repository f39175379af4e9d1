package dev.pimainteno.journal;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to return. Immutable.
 *
 * @param ofProject null for all projects
 * @param withOutcome null for any, and for runs that have none yet
 * @param openedBefore only runs that were opened before this one, which must be known; null for no such bound
 * @param most how many; 1 to 10,000
 */
public record RunQuery(
        @Nullable ProjectId ofProject,
        @Nullable RunOutcome withOutcome,
        @Nullable RunId openedBefore,
        int most) {
    private static final int MOST = 10_000;

    public RunQuery {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most must be 1 to " + MOST + ", not " + most);
        }
    }

    /** Asks for the newest runs of all projects. */
    public static RunQuery newest(int most) {
        return new RunQuery(null, null, null, most);
    }

    public RunQuery of(ProjectId project) {
        return new RunQuery(project, withOutcome, openedBefore, most);
    }

    public RunQuery with(RunOutcome outcome) {
        return new RunQuery(ofProject, outcome, openedBefore, most);
    }

    /** Asks for what comes after a page whose last run was {@code run}. */
    public RunQuery before(RunId run) {
        return new RunQuery(ofProject, withOutcome, run, most);
    }

    public Optional<ProjectId> project() {
        return Optional.ofNullable(ofProject);
    }

    public Optional<RunOutcome> outcome() {
        return Optional.ofNullable(withOutcome);
    }

    public Optional<RunId> before() {
        return Optional.ofNullable(openedBefore);
    }
}
