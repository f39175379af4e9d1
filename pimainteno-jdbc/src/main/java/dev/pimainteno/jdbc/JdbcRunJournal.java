package dev.pimainteno.jdbc;

import dev.pimainteno.journal.JournalRules;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * One transaction for each event: the fence, the event, what the run adds up to. Each append has a number of its own, by
 * which a second attempt finds out that the first was committed although nobody could say so.
 */
final class JdbcRunJournal implements RunJournal {
    private final Database database;
    private final RunTables runs;
    private final ReadAhead ahead;

    JdbcRunJournal(Database database, RunTables runs, ReadAhead ahead) {
        this.database = database;
        this.runs = runs;
        this.ahead = ahead;
    }

    @Override
    public void append(RunEvent event, long token) {
        if (event instanceof RunEvent.Opened opened) {
            ahead.forget(opened.project());
        }
        long number = ThreadLocalRandom.current().nextLong();
        database.write("journal an event of the run " + event.run(), (handle, attempt) -> {
            append(handle, event, token, number, attempt > 1);
            return event;
        });
    }

    private void append(Handle handle, RunEvent event, long token, long number, boolean again) {
        RunOverview before = runs.lock(handle, event.run()).orElse(null);
        if (again && runs.hasAttempt(handle, event.run(), number)) {
            return;
        }
        ProjectId project = JournalRules.project(before, event);
        boolean fenced = !Fence.pass(handle, project, token);
        // Only now is an earlier attempt over that was still under way on a server that lost its client.
        if (again && runs.hasAttempt(handle, event.run(), number)) {
            return;
        }
        if (fenced) {
            throw JournalRules.fenced(event, token);
        }
        RunOverview after = JournalRules.next(before, event);
        if (event instanceof RunEvent.Opened && runs.find(handle, event.run()).isPresent()) {
            throw new IllegalArgumentException("the run " + event.run() + " was opened already");
        }
        runs.add(handle, event, after, number);
    }

    @Override
    public Stream<RunEvent> read(RunId run) {
        return database.read("read the run " + run, (handle, attempt) -> runs.events(handle, run)).stream();
    }

    @Override
    public List<RunId> open(ProjectId project) {
        return ahead.takeOpenRuns(project)
                .orElseGet(() -> database.read(
                        "look for open runs of " + project, (handle, attempt) -> runs.open(handle, project)));
    }

    @Override
    public List<RunOverview> held(ProjectId project) {
        return ahead.takeHeld(project)
                .orElseGet(() -> database.read(
                        "look for held changes of " + project, (handle, attempt) -> runs.held(handle, project)));
    }
}
