package dev.pimainteno.jdbc;

import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.learning.Learning;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What the first look at each project asks for, read for all projects at once. Each answer is given once and only for some
 * seconds; who asks again, which is after he has claimed the project, gets what is in the database by then. Guarded by its
 * own monitor.
 */
final class ReadAhead {
    private static final Duration VALIDITY = Duration.ofSeconds(5);

    private final LongSupplier ticker;
    private final Map<ProjectId, List<RunId>> openRuns = new HashMap<>();
    private final Map<ProjectId, String> watermarks = new HashMap<>();
    private final Map<ProjectId, List<RunOverview>> held = new HashMap<>();
    private final Set<ProjectId> runsGiven = new HashSet<>();
    private final Set<ProjectId> watermarksGiven = new HashSet<>();
    private List<Learning> learnings = List.of();
    private boolean learningsKnown;
    private final Set<ProjectId> heldGiven = new HashSet<>();
    private boolean filled;
    private long filledAt;

    /**
     * @param ticker nanoseconds since any moment
     */
    ReadAhead(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /**
     * Takes in what was read.
     *
     * @param since the ticker's time before it was read
     */
    synchronized void fill(
            long since,
            Map<ProjectId, List<RunId>> open,
            Map<ProjectId, String> bodies,
            List<Learning> rules,
            List<RunOverview> waiting) {
        clear();
        learnings = List.copyOf(rules);
        learningsKnown = true;
        openRuns.putAll(open);
        watermarks.putAll(bodies);
        waiting.forEach(run -> held.computeIfAbsent(run.project(), project -> new ArrayList<>())
                .add(run));
        filled = true;
        filledAt = since;
    }

    /** Returns the open runs of a project, once; nothing if they must be looked for. */
    synchronized Optional<List<RunId>> takeOpenRuns(ProjectId project) {
        return isUsable() && runsGiven.add(project)
                ? Optional.of(openRuns.getOrDefault(project, List.of()))
                : Optional.empty();
    }

    /** Returns the watermark of a project, empty for none, once; nothing if it must be looked for. */
    synchronized Optional<String> takeWatermark(ProjectId project) {
        return isUsable() && watermarksGiven.add(project)
                ? Optional.of(watermarks.getOrDefault(project, ""))
                : Optional.empty();
    }

    /** Returns the rules, as often as somebody asks; nothing if they must be read. */
    synchronized Optional<List<Learning>> learnings() {
        return isUsable() && learningsKnown ? Optional.of(learnings) : Optional.empty();
    }

    /** What was read of the rules is out of date. */
    synchronized void forgetLearnings() {
        learningsKnown = false;
    }

    /** Returns the runs of a project whose change waits for a person, once; nothing if they must be looked for. */
    synchronized Optional<List<RunOverview>> takeHeld(ProjectId project) {
        return isUsable() && heldGiven.add(project)
                ? Optional.of(held.getOrDefault(project, List.of()))
                : Optional.empty();
    }

    /** What was read of a project is out of date. */
    synchronized void forget(ProjectId project) {
        runsGiven.add(project);
        watermarksGiven.add(project);
        heldGiven.add(project);
    }

    private boolean isUsable() {
        if (filled && ticker.getAsLong() - filledAt > VALIDITY.toNanos()) {
            clear();
        }
        return filled;
    }

    private void clear() {
        filled = false;
        learningsKnown = false;
        openRuns.clear();
        watermarks.clear();
        runsGiven.clear();
        watermarksGiven.clear();
        held.clear();
        heldGiven.clear();
    }
}
