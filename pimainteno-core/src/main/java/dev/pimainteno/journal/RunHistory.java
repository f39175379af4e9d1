package dev.pimainteno.journal;

import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.Optional;

/**
 * What a journal tells of its runs as a whole. All of it follows from the events. Safe for many threads.
 *
 * @see RunJournal
 */
public interface RunHistory {

    /**
     * Returns one run.
     *
     * @return nothing if there is no such run, or not any more
     * @throws JournalException if the journal cannot be read
     */
    Optional<RunOverview> find(RunId run);

    /**
     * Returns the runs that a query asks for, the newest first, in the order in which they were opened whatever the clock
     * said.
     *
     * @throws JournalException if the journal cannot be read
     */
    List<RunOverview> runs(RunQuery query);

    /**
     * Returns runs whose names begin alike, the last name first.
     *
     * @param beginning of a name; not empty
     * @param most how many; positive
     * @throws JournalException if the journal cannot be read
     */
    List<RunOverview> named(String beginning, int most);
}
