package dev.pimainteno.cli;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.ProjectId;

/** Tells a progress when a project's turn begins and ends, of which a check that finds nothing new makes no event. */
final class WatchedPipeline implements Pipeline {
    private final Pipeline pipeline;
    private final Progress progress;

    WatchedPipeline(Pipeline pipeline, Progress progress) {
        this.pipeline = pipeline;
        this.progress = progress;
    }

    @Override
    public RunReport run(RunRequest request, RunListener listener) throws InterruptedException {
        ProjectId project = request.project().id();
        progress.began(project);
        try {
            return pipeline.run(request, listener);
        } finally {
            progress.ended(project);
        }
    }
}
