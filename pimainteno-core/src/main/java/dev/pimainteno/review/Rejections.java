package dev.pimainteno.review;

import dev.pimainteno.project.ProjectId;
import java.util.List;
import java.util.Optional;

/** What people have turned down, so that it is not proposed to them again. Safe for many threads. */
public interface Rejections {
    /** How many are remembered of one project; the oldest are forgotten. */
    int MOST = 500;

    /**
     * Remembers a rejection, in place of one of the same fingerprint. Durable when this returns, in as far as the
     * implementation outlives anything at all.
     *
     * @throws dev.pimainteno.journal.JournalException if it could not be kept
     */
    void remember(Rejection rejection);

    /**
     * Returns the rejection of a change with that fingerprint; nothing if there is none, or not any more.
     *
     * @throws dev.pimainteno.journal.JournalException if it cannot be read
     */
    Optional<Rejection> find(ProjectId project, String fingerprint);

    /**
     * Returns what was turned down last in a project, the newest first.
     *
     * @param most how many; positive
     * @throws dev.pimainteno.journal.JournalException if it cannot be read
     */
    List<Rejection> newest(ProjectId project, int most);

    /** Returns rejections on the heap. */
    static Rejections inMemory() {
        return new InMemoryRejections();
    }
}
