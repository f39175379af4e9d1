package dev.pimainteno.gate;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;

/**
 * A changed tree before a gate.
 *
 * @param run on whose behalf; whatever a gate starts carries its name
 * @param base the tree as it is
 * @param edits what leads from there to {@code changed}
 * @param changed the tree as it would be
 * @param workspace where commands can be run on both
 */
public record Candidate(
        Project project, RunId run, FileTree base, Edits edits, FileTree changed, Workspace workspace) {}
