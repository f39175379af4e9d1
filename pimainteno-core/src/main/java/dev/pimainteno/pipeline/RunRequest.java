package dev.pimainteno.pipeline;

import dev.pimainteno.project.Project;
import dev.pimainteno.project.Trigger;

/**
 * Asks for one pass over one project. Immutable.
 *
 * @param dryRun whether to observe only, whatever the project's mode, and to remember nothing of the pass but the model's
 *     answers
 */
public record RunRequest(Project project, Trigger trigger, boolean dryRun) {

    /** A run that somebody asked for. */
    public static RunRequest manual(Project project) {
        return new RunRequest(project, Trigger.MANUAL, false);
    }

    /** A run that a schedule asked for. */
    public static RunRequest scheduled(Project project) {
        return new RunRequest(project, Trigger.SCHEDULE, false);
    }

    /** Returns this request with nothing leaving. */
    public RunRequest asDryRun() {
        return new RunRequest(project, trigger, true);
    }
}
