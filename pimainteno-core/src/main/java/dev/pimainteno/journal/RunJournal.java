package dev.pimainteno.journal;

import dev.pimainteno.project.RunId;
import java.util.stream.Stream;

/**
 * The record of runs, the one truth about them. An event is durable when {@link #append} returns, in as far as the
 * implementation outlives anything at all; a failure to append stops the run. Safe for many threads.
 */
public interface RunJournal {

    /**
     * Adds an event at the end of its run.
     *
     * @throws JournalException if the event could not be kept; it is then not in the journal
     */
    void append(RunEvent event);

    /**
     * Returns the events of a run in the order in which they were appended; none for an unknown run. The stream must be
     * closed.
     *
     * @throws JournalException if the journal cannot be read
     */
    Stream<RunEvent> read(RunId run);

    /**
     * Returns a journal on the heap. When it holds more runs than it may, the oldest of those that have ended are
     * forgotten; a run under way is kept in any case.
     *
     * @param maxRuns positive
     */
    static RunJournal inMemory(int maxRuns) {
        return new InMemoryRunJournal(maxRuns);
    }
}
