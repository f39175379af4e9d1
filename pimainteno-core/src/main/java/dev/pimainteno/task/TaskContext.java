package dev.pimainteno.task;

import dev.pimainteno.change.Snapshot;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.util.List;

/**
 * What a task works with. Immutable.
 *
 * @param snapshot the project as it is, with the edits of earlier tasks of the same run on top
 * @param llm asks the model that the pipeline was given; answers are cached
 * @param rules what people on this machine have said of earlier changes, a short line each; may be empty
 * @param feedback why earlier proposals of this task in this run did not get through, oldest first; empty at first
 * @param turnedDown what people have turned down in this project, and why, a line each; not to be proposed again
 */
public record TaskContext(
        Project project,
        RunId run,
        Snapshot snapshot,
        LlmClient llm,
        List<String> rules,
        List<Feedback> feedback,
        List<String> turnedDown) {

    public TaskContext {
        rules = List.copyOf(rules);
        feedback = List.copyOf(feedback);
        turnedDown = List.copyOf(turnedDown);
    }

    /** What a task works with where nobody has said anything, and nothing was turned down. */
    public TaskContext(Project project, RunId run, Snapshot snapshot, LlmClient llm, List<Feedback> feedback) {
        this(project, run, snapshot, llm, List.of(), feedback, List.of());
    }
}
