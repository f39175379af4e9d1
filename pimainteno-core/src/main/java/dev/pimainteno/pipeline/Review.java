package dev.pimainteno.pipeline;

import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.review.ReviewItem;
import java.util.List;
import java.util.Locale;

/** What a person has decided about a change that waits, with the project held. */
final class Review {
    private final Parts parts;
    private final Project project;
    private final GitProject git;
    private final HeldProject held;
    private final RunListener listener;

    Review(Parts parts, Project project, GitProject git, HeldProject held, RunListener listener) {
        this.parts = parts;
        this.project = project;
        this.git = git;
        this.held = held;
        this.listener = listener;
    }

    /**
     * Returns a change that waits.
     *
     * @throws RunStopped if it does not, or not any more
     */
    ReviewItem waiting(RunId item) throws RunStopped {
        if (!WaitingChanges.of(parts, project).isWaiting(item)) {
            throw new RunStopped(RunOutcome.REFUSED, whyNot(item), List.of());
        }
        return parts.reviews()
                .find(item)
                .orElseThrow(() -> new RunStopped(RunOutcome.REFUSED, whyNot(item), List.of()));
    }

    private String whyNot(RunId item) {
        return parts.reviews()
                .find(item)
                .filter(known -> known.project().equals(project.id()))
                .map(known -> "the change of " + item + " does not wait for review: it is "
                        + known.state().name().toLowerCase(Locale.ROOT)
                        + (known.reason().isEmpty() ? "" : ": " + known.reason()))
                .orElse("the run " + item + " has no change of " + project.id() + " that waits for review");
    }

    /**
     * Turns a change down, and remembers what it was: in every form that it has had, as whoever turns down the edited one does
     * not want the model's either.
     *
     * @return what was done, in one sentence
     */
    String reject(ReviewItem item, ReviewDecision.Reject rejection, Progress progress) throws RunStopped {
        try (PrivateRepository repository = PrivateRepository.open(
                parts.directory(project).resolve(Parts.OBJECTS), git.objects(), parts.remotes())) {
            String reason = parts.redaction().apply(rejection.reason());
            // Before the change is let go of: whoever is cut off here turns it down once more.
            boolean known = new ChangeForms(parts, repository).turnDown(item, reason, held);
            WaitingChanges.move(parts, item.item(), ChangeState.REJECTED, reason, held, listener);
            progress.decided("the change of " + item.item() + " was turned down: " + reason);
            WaitingChanges.letGo(parts, project, repository);
            return "the change of " + item.item() + " was turned down, and "
                    + (known
                            ? "is not proposed again while the code around it stays as it is"
                            : "may be proposed again: it is not known any more what it was");
        }
    }
}
