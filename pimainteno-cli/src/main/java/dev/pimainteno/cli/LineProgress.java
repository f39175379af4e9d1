package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import java.io.PrintWriter;

/** Writes a line for each event, for logs and pipes. */
final class LineProgress implements Progress {
    private final OpenRuns runs = new OpenRuns();
    private final PrintWriter out;

    LineProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void began(ProjectId project) {
        out.println(project + ": check");
    }

    @Override
    public void ended(ProjectId project) {
        // The summary says how.
    }

    @Override
    public void onEvent(RunEvent event) {
        runs.project(event).ifPresent(project -> out.println(project + ": " + EventText.of(event)));
    }

    @Override
    public void say(String line) {
        out.println(line);
    }

    @Override
    public void close() {
        out.flush();
    }
}
