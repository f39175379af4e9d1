package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Redraws a live progress by the clock, and moves what is logged meanwhile above it. */
final class LiveDisplay implements Progress {
    private static final long REDRAW_MILLIS = 250;

    private final LiveProgress progress;
    private final Logging log;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "pimainteno-display");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> redrawing;

    private LiveDisplay(LiveProgress progress) {
        this.progress = progress;
        this.log = Logging.divert(progress::say);
        this.redrawing = clock.scheduleAtFixedRate(progress::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    static LiveDisplay start(Surroundings surroundings) {
        LiveProgress progress = new LiveProgress(surroundings.errWriter(), surroundings.colourful(), System::nanoTime);
        return new LiveDisplay(progress);
    }

    @Override
    public void began(ProjectId project) {
        progress.began(project);
    }

    @Override
    public void ended(ProjectId project) {
        progress.ended(project);
    }

    @Override
    public void onEvent(RunEvent event) {
        progress.onEvent(event);
    }

    @Override
    public void say(String line) {
        progress.say(line);
    }

    @Override
    public void close() {
        redrawing.cancel(false);
        clock.shutdown();
        log.close();
        progress.close();
    }
}
