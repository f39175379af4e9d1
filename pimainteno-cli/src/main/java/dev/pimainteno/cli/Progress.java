package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.project.ProjectId;

/** Shows people what is under way. Safe for many threads. */
interface Progress extends RunListener, AutoCloseable {

    /** A project's turn has come. */
    void began(ProjectId project);

    /** A project is done with. */
    void ended(ProjectId project);

    /** Shows a line of its own. */
    void say(String line);

    /** Takes away what is not to stay on the screen. */
    @Override
    void close();

    /** Returns a progress that shows nothing. */
    static Progress none() {
        return new Progress() {
            @Override
            public void began(ProjectId project) {}

            @Override
            public void ended(ProjectId project) {}

            @Override
            public void onEvent(RunEvent event) {}

            @Override
            public void say(String line) {}

            @Override
            public void close() {}
        };
    }
}
