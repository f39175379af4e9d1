package dev.pimainteno.gate;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.project.Project;

/**
 * A changed tree before a gate.
 *
 * @param base the tree as it is
 * @param edits what leads from there to {@code changed}
 * @param changed the tree as it would be
 * @param workspace where commands can be run on both
 */
public record Candidate(Project project, FileTree base, Edits edits, FileTree changed, Workspace workspace) {}
