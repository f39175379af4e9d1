package dev.pimainteno.pipeline;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.ReviewItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The delivered changes of a project that people have taken back, as Git's own sentence in their commits tells. What was taken
 * back is remembered as what was turned down is. Whoever uses this holds the project.
 */
final class RevertedChanges {
    /** How many commits are looked at, the newest first. */
    private static final int MOST_COMMITS = 100;

    private final Parts parts;
    private final Project project;
    private final PrivateRepository repository;
    private final HeldProject held;
    private final RunListener listener;

    RevertedChanges(
            Parts parts, Project project, PrivateRepository repository, HeldProject held, RunListener listener) {
        this.parts = parts;
        this.project = project;
        this.repository = repository;
        this.held = held;
        this.listener = listener;
    }

    /**
     * Journals of each such change that it was taken back, once.
     *
     * @param head that of the branch
     * @return what was found, a sentence each
     */
    List<String> journal(CommitId head) throws RunStopped {
        Map<CommitId, CommitId> reverts = repository.reverted(head, MOST_COMMITS);
        List<String> found = new ArrayList<>();
        for (Map.Entry<CommitId, RunId> delivered :
                parts.lessons().deliveredBy(project.id(), reverts.keySet()).entrySet()) {
            RunId run = delivered.getValue();
            String reason = "taken back by the commit "
                    + requireNonNull(reverts.get(delivered.getKey())).abbreviated();
            held.require();
            // Before the change has moved: whoever is cut off here finds it once more.
            Optional<ReviewItem> change = parts.reviews().find(run);
            if (change.isPresent()) {
                new ChangeForms(parts, repository).turnDown(change.get(), reason, held);
            }
            WaitingChanges.move(parts, run, ChangeState.REVERTED, reason, held, listener);
            found.add("the change of " + run + " was " + reason);
        }
        return found;
    }
}
