package dev.pimainteno.journal;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The record of runs, the one truth about them. An event is durable when {@link #append} returns, in as far as the
 * implementation outlives anything at all; a failure to append stops the run. Safe for many threads.
 *
 * <p>The journal is fenced: each event comes with the token of the claim under which it is written, and once an event with a
 * higher token has been kept for a project, those with a lower one are refused. A holder that was paused and replaced can
 * therefore journal nothing more, and as every act is journaled before it is done, it does nothing more either.
 */
public interface RunJournal {

    /**
     * Adds an event at the end of its run. The first event of a run is its {@link RunEvent.Opened}.
     *
     * @param token the fencing token of the claim on the run's project
     * @throws IllegalArgumentException if the event is not the run's opening and the run was never opened, or if the run
     *     was opened or has ended already
     * @throws JournalException if the event could not be kept; it is then not in the journal. The reason is {@link
     *     JournalException.Reason#FENCED} if the project was taken over under a higher token
     */
    void append(RunEvent event, long token);

    /**
     * Returns the events of a run in the order in which they were appended; none for an unknown run. The stream must be
     * closed.
     *
     * @throws JournalException if the journal cannot be read
     */
    Stream<RunEvent> read(RunId run);

    /**
     * Returns the runs of a project that were opened and have not ended, the oldest first. Those are under way, or their
     * holder has died.
     *
     * @throws JournalException if the journal cannot be read
     */
    List<RunId> open(ProjectId project);

    /**
     * Returns the runs of a project whose change waits for a person on this machine, the oldest first. Those may have ended
     * long ago.
     *
     * @throws JournalException if the journal cannot be read
     */
    List<RunOverview> held(ProjectId project);

    /**
     * Returns a journal on the heap. When it holds more runs than it may, the oldest of those that have ended are
     * forgotten; a run under way, or one whose change is not at its
     * end, is kept in any case.
     *
     * @param maxRuns positive
     */
    static InMemoryRunJournal inMemory(int maxRuns) {
        return new InMemoryRunJournal(maxRuns);
    }
}
