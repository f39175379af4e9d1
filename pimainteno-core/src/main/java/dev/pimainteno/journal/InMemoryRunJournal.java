package dev.pimainteno.journal;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the newest runs on the heap, and tells of them. Safe for many threads. */
public final class InMemoryRunJournal implements RunJournal, RunHistory {
    // Everything is guarded by this object's monitor.
    private final Map<RunId, List<RunEvent>> events = new LinkedHashMap<>();
    private final Map<RunId, RunOverview> overviews = new LinkedHashMap<>();
    private final Map<ProjectId, Long> fences = new HashMap<>();
    private final int maxRuns;

    InMemoryRunJournal(int maxRuns) {
        if (maxRuns < 1) {
            throw new IllegalArgumentException("maxRuns must be positive, not " + maxRuns);
        }
        this.maxRuns = maxRuns;
    }

    @Override
    public synchronized void append(RunEvent event, long token) {
        RunOverview before = overviews.get(event.run());
        ProjectId project = JournalRules.project(before, event);
        if (token < fences.getOrDefault(project, Long.MIN_VALUE)) {
            throw JournalRules.fenced(event, token);
        }
        RunOverview after = JournalRules.next(before, event);
        fences.put(project, token);
        events.computeIfAbsent(event.run(), run -> new ArrayList<>()).add(event);
        overviews.put(event.run(), after);
        forgetOldest();
    }

    @Override
    public synchronized Stream<RunEvent> read(RunId run) {
        return List.copyOf(events.getOrDefault(run, List.of())).stream();
    }

    @Override
    public synchronized List<RunId> open(ProjectId project) {
        return overviews.values().stream()
                .filter(run -> run.project().equals(project) && run.outcome().isEmpty())
                .map(RunOverview::run)
                .toList();
    }

    @Override
    public synchronized List<RunOverview> held(ProjectId project) {
        return overviews.values().stream()
                .filter(run -> run.project().equals(project))
                .filter(run -> run.change().filter(ChangeState.HELD::equals).isPresent())
                .toList();
    }

    @Override
    public synchronized Optional<RunOverview> find(RunId run) {
        return Optional.ofNullable(overviews.get(run));
    }

    @Override
    public synchronized List<RunOverview> runs(RunQuery query) {
        List<RunId> known = new ArrayList<>(overviews.keySet());
        int end = query.before().map(known::indexOf).orElse(known.size());
        List<RunId> newestFirst = known.subList(0, Math.max(end, 0));
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .map(run -> requireNonNull(overviews.get(run), run::toString))
                .filter(run -> query.project().map(run.project()::equals).orElse(true))
                .filter(run -> query.outcome().isEmpty() || query.outcome().equals(run.outcome()))
                .limit(query.most())
                .toList();
    }

    @Override
    public synchronized List<RunOverview> named(String beginning, int most) {
        return overviews.values().stream()
                .filter(run -> run.run().value().startsWith(beginning))
                .sorted(Comparator.comparing(RunOverview::run).reversed())
                .limit(most)
                .toList();
    }

    private void forgetOldest() {
        Iterator<RunOverview> oldestFirst = overviews.values().iterator();
        while (overviews.size() > maxRuns && oldestFirst.hasNext()) {
            RunOverview run = oldestFirst.next();
            if (run.outcome().isPresent()
                    && run.change().filter(state -> !state.isLast()).isEmpty()) {
                oldestFirst.remove();
                events.remove(run.run());
            }
        }
    }
}
