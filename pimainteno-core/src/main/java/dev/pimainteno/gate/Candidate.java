package dev.pimainteno.gate;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A changed tree before a gate.
 *
 * @param run on whose behalf; whatever a gate starts carries its name
 * @param base the tree as it is
 * @param edits what leads from there to {@code changed}
 * @param changed the tree as it would be
 * @param workspace where commands can be run on both
 * @param llm asks a model on the run's account; absent where there is none
 * @param output takes what commands that a gate ran have printed, to be kept with the run
 */
public record Candidate(
        Project project,
        RunId run,
        FileTree base,
        Edits edits,
        FileTree changed,
        Workspace workspace,
        Optional<LlmClient> llm,
        Consumer<String> output) {

    /** A candidate of which it is not kept what commands print. */
    public Candidate(
            Project project,
            RunId run,
            FileTree base,
            Edits edits,
            FileTree changed,
            Workspace workspace,
            Optional<LlmClient> llm) {
        this(project, run, base, edits, changed, workspace, llm, printed -> {});
    }

    /** A candidate for gates that ask no model. */
    public Candidate(Project project, RunId run, FileTree base, Edits edits, FileTree changed, Workspace workspace) {
        this(project, run, base, edits, changed, workspace, Optional.empty());
    }
}
