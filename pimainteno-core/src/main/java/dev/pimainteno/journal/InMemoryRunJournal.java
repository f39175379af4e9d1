package dev.pimainteno.journal;

import dev.pimainteno.project.RunId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps the newest runs on the heap. Guarded by its own monitor. */
final class InMemoryRunJournal implements RunJournal {
    private final Map<RunId, List<RunEvent>> runs = new LinkedHashMap<>();
    private final int maxRuns;

    InMemoryRunJournal(int maxRuns) {
        if (maxRuns < 1) {
            throw new IllegalArgumentException("maxRuns must be positive, not " + maxRuns);
        }
        this.maxRuns = maxRuns;
    }

    @Override
    public synchronized void append(RunEvent event) {
        runs.computeIfAbsent(event.run(), run -> new ArrayList<>()).add(event);
        forgetOldest();
    }

    @Override
    public synchronized Stream<RunEvent> read(RunId run) {
        return List.copyOf(runs.getOrDefault(run, List.of())).stream();
    }

    private void forgetOldest() {
        Iterator<List<RunEvent>> oldestFirst = runs.values().iterator();
        while (runs.size() > maxRuns && oldestFirst.hasNext()) {
            List<RunEvent> events = oldestFirst.next();
            if (events.get(events.size() - 1) instanceof RunEvent.Ended) {
                oldestFirst.remove();
            }
        }
    }
}
