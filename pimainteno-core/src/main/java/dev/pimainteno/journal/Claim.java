package dev.pimainteno.journal;

import dev.pimainteno.project.ProjectId;
import java.time.Duration;

/** The right to act on a project, held by one run at a time. Safe for many threads. */
public interface Claim extends AutoCloseable {

    ProjectId project();

    /** Returns the fencing token: greater than that of every claim made earlier on the same project. */
    long token();

    /**
     * Holds on to the project for another lease from now. A lease that has run out can still be renewed as long as
     * nobody else has taken the project.
     *
     * @param lease positive
     * @return false if the claim has been lost, in which case its holder must stop acting
     * @throws JournalException if that cannot be found out; the holder must then stop acting, too
     */
    boolean renew(Duration lease);

    /** Gives the project back. A claim that was lost or closed before stays as it is. */
    @Override
    void close();
}
