package dev.pimainteno.gate;

/** A check that a changed tree must pass before it becomes a commit. Safe for many threads. */
@FunctionalInterface
public interface Gate {

    /**
     * Judges a change. A failure of the check itself is no exception but {@link Verdict.Unknown}.
     *
     * @throws InterruptedException if the caller is interrupted; nothing of the check is left running by then
     */
    Verdict check(Candidate candidate) throws InterruptedException;
}
