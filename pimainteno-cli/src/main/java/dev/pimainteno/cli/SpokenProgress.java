package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import java.util.function.Consumer;

/** Shows nothing of what is under way but the lines that it is told to say. */
final class SpokenProgress implements Progress {
    private final Consumer<String> out;

    SpokenProgress(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void began(ProjectId project) {}

    @Override
    public void ended(ProjectId project) {}

    @Override
    public void onEvent(RunEvent event) {}

    @Override
    public void say(String line) {
        out.accept(line);
    }

    @Override
    public void close() {}
}
