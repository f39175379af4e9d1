package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.Heads;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.Remote;
import dev.pimainteno.journal.RunOutcome;
import java.util.List;

/** Finds the commit that a change is to be made for. */
final class Base {

    private Base() {}

    /**
     * Fetches if a remote is in play, and returns the head to start from.
     *
     * @param published whether the change is to be pushed, which must not take along what the user has not pushed
     * @throws RunStopped if it would, or if the branches have diverged
     */
    static CommitId of(Heads heads, PrivateRepository repository, boolean published) throws RunStopped {
        if (heads.remote().isEmpty()) {
            return heads.local();
        }
        Remote remote = heads.remote().get();
        if (remote.head().equals(heads.local())) {
            return heads.local();
        }
        CommitId theirs = repository.fetch(remote, heads.branch());
        if (repository.isAncestor(heads.local(), theirs)) {
            return theirs;
        }
        if (!published) {
            return heads.local();
        }
        int ahead = repository.distance(theirs, heads.local());
        String commits = ahead + (ahead == 1 ? " commit" : " commits");
        boolean diverged = !repository.isAncestor(theirs, heads.local());
        throw new RunStopped(
                RunOutcome.REFUSED,
                diverged
                        ? "'" + heads.branch() + "' and its remote have diverged: merge or rebase them first"
                        : "'" + heads.branch() + "' is " + commits + " ahead of " + remote.name()
                                + ": push first; nothing that you have not pushed is published",
                List.of());
    }
}
