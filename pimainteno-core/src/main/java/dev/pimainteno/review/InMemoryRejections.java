package dev.pimainteno.review;

import dev.pimainteno.project.ProjectId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rejections on the heap. Guarded by its own monitor. */
final class InMemoryRejections implements Rejections {
    /** By fingerprint, in the order in which they were made. */
    private final Map<ProjectId, Map<String, Rejection>> projects = new LinkedHashMap<>();

    @Override
    public synchronized void remember(Rejection rejection) {
        Map<String, Rejection> known = projects.computeIfAbsent(rejection.project(), project -> new LinkedHashMap<>());
        known.remove(rejection.fingerprint());
        known.put(rejection.fingerprint(), rejection);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    @Override
    public synchronized Optional<Rejection> find(ProjectId project, String fingerprint) {
        return Optional.ofNullable(projects.getOrDefault(project, Map.of()).get(fingerprint));
    }

    @Override
    public synchronized List<Rejection> newest(ProjectId project, int most) {
        List<Rejection> newestFirst =
                new ArrayList<>(projects.getOrDefault(project, Map.of()).values());
        Collections.reverse(newestFirst);
        return newestFirst.stream().limit(most).toList();
    }
}
