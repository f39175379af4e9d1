package dev.pimainteno.learning;

import java.util.List;

/** Keeps rules until somebody removes them; those that have expired stay, to be seen and renewed. Safe for many threads. */
public interface Learnings {
    /** How many rules are kept for each project, and how many for all projects. */
    int MOST = 100;

    /**
     * Returns every rule, the oldest first, and those of the same moment by their names.
     *
     * @throws dev.pimainteno.journal.JournalException if the storage does not work
     */
    List<Learning> all();

    /**
     * Keeps a rule, in place of one of the same name. Where there are {@value #MOST} for its project already, the one that
     * expires first is removed.
     *
     * @throws dev.pimainteno.journal.JournalException if the storage does not work; all rules are then as they were
     */
    void keep(Learning learning);

    /**
     * Removes a rule.
     *
     * @return whether it was there
     * @throws dev.pimainteno.journal.JournalException if the storage does not work
     */
    boolean remove(LearningId id);

    /** Returns rules on the heap. */
    static Learnings inMemory() {
        return new InMemoryLearnings();
    }
}
