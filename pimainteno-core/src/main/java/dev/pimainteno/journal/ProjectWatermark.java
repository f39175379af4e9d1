package dev.pimainteno.journal;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was last looked at in one project. Immutable.
 *
 * @param localHead the local branch's head; empty if nothing was looked at yet
 * @param remoteHead the remote branch's head; empty if there is no remote in play
 * @param ownCodeId the tree without the summary file of the program's own last delivered commit; empty if the newest
 *     commit is a person's
 * @param followUps how many of the program's own improvements lie on top of the last commit of a person
 * @param tasks by the task's name, in its order
 */
public record ProjectWatermark(
        String localHead, String remoteHead, String ownCodeId, int followUps, Map<String, Watermark> tasks) {

    public ProjectWatermark {
        tasks = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(tasks)));
    }

    /** Returns the watermark of a project that nobody has looked at. */
    public static ProjectWatermark none() {
        return new ProjectWatermark("", "", "", 0, Map.of());
    }
}
