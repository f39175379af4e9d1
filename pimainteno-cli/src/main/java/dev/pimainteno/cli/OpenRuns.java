package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows to which project a run's events belong, which only its first event says. Safe for many threads. */
final class OpenRuns {
    private final Map<RunId, ProjectId> projects = new ConcurrentHashMap<>();

    /** Returns the project of an event; absent for a run whose first event was not seen. */
    Optional<ProjectId> project(RunEvent event) {
        if (event instanceof RunEvent.Opened opened) {
            projects.put(opened.run(), opened.project());
        }
        return Optional.ofNullable(
                event instanceof RunEvent.Ended ? projects.remove(event.run()) : projects.get(event.run()));
    }
}
