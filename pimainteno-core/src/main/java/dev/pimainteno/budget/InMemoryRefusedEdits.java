package dev.pimainteno.budget;

import dev.pimainteno.project.ProjectId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refused edits of this process. Safe for many threads. */
final class InMemoryRefusedEdits implements RefusedEdits {
    private final int most;
    private final Map<String, Integer> times = new LinkedHashMap<>(16, 0.75f, true);

    InMemoryRefusedEdits(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be positive, not " + most);
        }
        this.most = most;
    }

    @Override
    public synchronized int add(ProjectId project, String edits) {
        int refused = times.merge(project + " " + edits, 1, Integer::sum);
        if (times.size() > most) {
            times.remove(times.keySet().iterator().next());
        }
        return refused;
    }
}
