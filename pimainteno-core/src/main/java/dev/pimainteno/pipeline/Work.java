package dev.pimainteno.pipeline;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.project.Project;
import java.util.Optional;

/**
 * What the tasks of a run have made so far. Immutable.
 *
 * @param files the files with all edits applied
 * @param edits what leads from the base to {@code files}; absent if nothing was edited yet
 * @param tree the tree of {@code files}, which has passed the gates
 */
record Work(FileTree files, Optional<Edits> edits, TreeId tree) {

    /** Whether anything besides the summary was edited. */
    boolean touchesCode() {
        return edits.stream()
                .flatMap(all -> all.files().stream())
                .anyMatch(file -> !file.path().equals(Project.SUMMARY_FILE));
    }
}
