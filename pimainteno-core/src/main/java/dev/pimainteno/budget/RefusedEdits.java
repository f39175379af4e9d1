package dev.pimainteno.budget;

import dev.pimainteno.project.ProjectId;

/** Remembers which edits gates have refused, so that it is seen when they come again. Safe for many threads. */
@FunctionalInterface
public interface RefusedEdits {

    /**
     * Remembers that edits were refused.
     *
     * @param edits digest of them
     * @return how often they were refused in this project by now
     * @throws dev.pimainteno.journal.JournalException if the storage does not work
     */
    int add(ProjectId project, String edits);

    /** Returns a memory on the heap, of the newest so many. */
    static RefusedEdits inMemory(int most) {
        return new InMemoryRefusedEdits(most);
    }
}
