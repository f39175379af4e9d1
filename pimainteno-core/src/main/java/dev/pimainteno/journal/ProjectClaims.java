package dev.pimainteno.journal;

import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Gives each project to one holder at a time. Safe for many threads. */
public interface ProjectClaims {

    /**
     * Takes a project if nobody holds it, or if its holder's lease has run out.
     *
     * @param lease how long the claim lasts unless it is renewed; positive
     * @return nothing if somebody holds the project
     * @throws JournalException if that cannot be found out
     */
    Optional<Claim> tryClaim(ProjectId project, Duration lease);

    /**
     * Whether somebody holds the project at the moment. Looks only: by the time that this returns it may have changed, and
     * whoever wants to act claims the project.
     *
     * @throws JournalException if that cannot be found out
     */
    boolean isHeld(ProjectId project);

    /** Returns claims among the threads of this process, whose leases end by the given clock. */
    static ProjectClaims inMemory(InstantSource clock) {
        return new InMemoryProjectClaims(clock);
    }
}
