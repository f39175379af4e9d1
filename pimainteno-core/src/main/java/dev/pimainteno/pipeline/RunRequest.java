package dev.pimainteno.pipeline;

import dev.pimainteno.project.Project;
import dev.pimainteno.project.Trigger;
import dev.pimainteno.review.ReviewDecision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one pass over one project. Immutable.
 *
 * @param dryRun whether to observe only, whatever the project's mode, and to remember nothing of the pass but the model's
 *     answers; where a run was cut off, nothing is done but to say so
 * @param decided what a person has decided about a change that waits; null for a pass that looks for something to do
 */
public record RunRequest(
        Project project,
        Trigger trigger,
        boolean dryRun,
        @Nullable ReviewDecision decided) {

    public RunRequest {
        if (dryRun && decided != null) {
            throw new IllegalArgumentException("what a person has decided is done, not tried");
        }
    }

    /** A run that somebody asked for. */
    public static RunRequest manual(Project project) {
        return new RunRequest(project, Trigger.MANUAL, false, null);
    }

    /** A run that a schedule asked for. */
    public static RunRequest scheduled(Project project) {
        return new RunRequest(project, Trigger.SCHEDULE, false, null);
    }

    /** Does what a person has decided about a change of the project that waits. */
    public static RunRequest review(Project project, ReviewDecision decision) {
        return new RunRequest(project, Trigger.MANUAL, false, decision);
    }

    /** Returns this request with nothing leaving. */
    public RunRequest asDryRun() {
        return new RunRequest(project, trigger, true, decided);
    }

    /** Returns what a person has decided about a change that waits; absent for a pass that looks for something to do. */
    public Optional<ReviewDecision> decision() {
        return Optional.ofNullable(decided);
    }
}
