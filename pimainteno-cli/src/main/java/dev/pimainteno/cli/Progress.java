package dev.pimainteno.cli;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.project.ProjectId;
import java.io.PrintWriter;

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
        return new SpokenProgress(line -> {});
    }

    /** Returns a progress that shows lines of its own and nothing else. */
    static Progress sayingOnly(PrintWriter out) {
        return new SpokenProgress(out::println);
    }
}
