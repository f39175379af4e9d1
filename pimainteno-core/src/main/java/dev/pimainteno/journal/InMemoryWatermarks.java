package dev.pimainteno.journal;

import dev.pimainteno.project.ProjectId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Watermarks on the heap. */
final class InMemoryWatermarks implements Watermarks {
    private final Map<ProjectId, ProjectWatermark> watermarks = new ConcurrentHashMap<>();

    @Override
    public ProjectWatermark read(ProjectId project) {
        return watermarks.getOrDefault(project, ProjectWatermark.none());
    }

    @Override
    public void write(ProjectId project, ProjectWatermark watermark) {
        watermarks.put(project, watermark);
    }
}
