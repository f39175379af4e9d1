package dev.pimainteno.change;

import java.util.List;

/**
 * A project at one commit. Immutable.
 *
 * @param branch the short name of the branch whose head this was, such as {@code main}
 * @param commit the head
 * @param tree the head's tree
 * @param codeId names the tree without the summary file: equal for two commits that differ in the summary only
 * @param files the files of the tree, possibly with edits of the same run on top
 * @param history the newest commits, newest first, as many as were asked for
 */
public record Snapshot(
        String branch, CommitId commit, TreeId tree, String codeId, FileTree files, List<CommitSummary> history) {

    public Snapshot {
        history = List.copyOf(history);
    }

    /** Returns this snapshot with other files, for a task that works on top of another task's edits. */
    public Snapshot withFiles(FileTree files) {
        return new Snapshot(branch, commit, tree, codeId, files, history);
    }
}
