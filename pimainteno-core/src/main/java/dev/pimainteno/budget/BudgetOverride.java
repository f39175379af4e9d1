package dev.pimainteno.budget;

import dev.pimainteno.project.ProjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision to spend more than the caps allow, for a while. Immutable.
 *
 * @param id tells it from every other one
 * @param extra what every cap on tokens, and every cap on money, is raised by
 * @param project whose calls alone it is for; empty: those of all projects
 * @param until when it ends by itself
 * @param by who decided it
 */
public record BudgetOverride(
        String id, Amount extra, Optional<ProjectId> project, Instant from, Instant until, String by, String reason) {

    /** Whether it is for the calls of a project. */
    public boolean isFor(ProjectId asking) {
        return project.isEmpty() || project.get().equals(asking);
    }

    /** Whether it holds: a clock that was put back to before its beginning does not make it last longer. */
    public boolean holdsAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
