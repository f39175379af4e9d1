package dev.pimainteno.pipeline;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.gate.Reservation;
import dev.pimainteno.project.Project;
import java.util.List;
import java.util.Optional;

/**
 * What the tasks of a run have made so far. Immutable.
 *
 * @param files the files with all edits applied
 * @param edits what leads from the base to {@code files}; absent if nothing was edited yet
 * @param tree the tree of {@code files}, which has passed the gates
 * @param reservations what the gates would have a person look at in {@code edits}
 */
record Work(FileTree files, Optional<Edits> edits, TreeId tree, List<Reservation> reservations) {
    Work {
        reservations = List.copyOf(reservations);
    }

    /** Returns what there is before the first task. */
    static Work none(Snapshot snapshot) {
        return new Work(snapshot.files(), Optional.empty(), snapshot.tree(), List.of());
    }

    /** Whether anything besides the summary was edited. */
    boolean touchesCode() {
        return edits.stream()
                .flatMap(all -> all.files().stream())
                .anyMatch(file -> !file.path().equals(Project.SUMMARY_FILE));
    }
}
