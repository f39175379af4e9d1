package dev.pimainteno.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.learning.Lessons;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.project.Project;
import dev.pimainteno.task.MaintenanceTask;
import java.time.Instant;
import java.util.Map;

/** Foresees whether the next check of a project finds something to look at, as the pipeline itself decides it. Immutable. */
public final class NextCheck {
    private final Map<String, MaintenanceTask> tasks;
    private final LlmIdentity llm;
    private final Lessons lessons;

    /**
     * @param tasks by the names by which projects ask for them
     * @param llm the model that the pipeline asks
     * @param lessons what prompts carry
     */
    public NextCheck(Map<String, MaintenanceTask> tasks, LlmIdentity llm, Lessons lessons) {
        this.tasks = Map.copyOf(tasks);
        this.llm = requireNonNull(llm, "llm");
        this.lessons = requireNonNull(lessons, "lessons");
    }

    /**
     * Whether each of a project's tasks has looked at it with the settings, the model and the learnings of now, so that there is
     * nothing to look at while no branch moves.
     *
     * @param seen what was last looked at
     */
    public boolean isSettled(Project project, ProjectWatermark seen, Instant now) {
        return new Due(project, tasks, llm, seen, lessons.rules(project.id(), now)).isSettled();
    }
}
