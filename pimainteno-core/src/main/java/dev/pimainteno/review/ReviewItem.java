package dev.pimainteno.review;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for a person, or has waited, as the journal of the run that made it tells. Immutable.
 *
 * @param item the run, after which the change is called
 * @param branch the branch that it is for
 * @param base the commit that it is made for
 * @param commit the change itself
 * @param tree the tree that has passed the gates
 * @param subject the first line of its message
 * @param codeTasks the tasks whose edits touch more than the summary
 * @param because why it waits, in one sentence
 * @param reservations what the gates would have a person look at
 * @param state where it is in its life
 * @param reason why it is there; may be empty
 * @param since when it came there
 * @param takenUp from which change it was made, and how; null if a task made it
 */
public record ReviewItem(
        RunId item,
        ProjectId project,
        String branch,
        CommitId base,
        CommitId commit,
        TreeId tree,
        String subject,
        List<String> codeTasks,
        String because,
        List<String> reservations,
        ChangeState state,
        String reason,
        Instant since,
        RunEvent.@Nullable TakenUp takenUp) {

    public ReviewItem {
        codeTasks = List.copyOf(codeTasks);
        reservations = List.copyOf(reservations);
    }

    /**
     * Returns the change of a run; nothing if it made none.
     *
     * @param events all of the run, in order
     */
    static Optional<ReviewItem> of(List<RunEvent> events) {
        Optional<RunEvent.Opened> opened = last(events, RunEvent.Opened.class);
        Optional<RunEvent.Committed> committed = last(events, RunEvent.Committed.class);
        Optional<RunEvent.ChangeMoved> moved = last(events, RunEvent.ChangeMoved.class);
        if (opened.isEmpty() || committed.isEmpty() || moved.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReviewItem(
                opened.get().run(),
                opened.get().project(),
                opened.get().branch(),
                last(events, RunEvent.Rebased.class)
                        .map(RunEvent.Rebased::head)
                        .orElse(opened.get().head()),
                committed.get().commit(),
                committed.get().tree(),
                committed.get().subject(),
                committed.get().codeTasks(),
                last(events, RunEvent.DeliveryDecided.class)
                        .map(RunEvent.DeliveryDecided::because)
                        .orElse(""),
                Reservations.recorded(events),
                moved.get().state(),
                moved.get().reason(),
                moved.get().at(),
                last(events, RunEvent.TakenUp.class).orElse(null)));
    }

    private static <T extends RunEvent> Optional<T> last(List<RunEvent> events, Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).reduce((first, second) -> second);
    }

    /** Returns this change with another commit of the same tree. */
    public ReviewItem withCommit(CommitId other) {
        return new ReviewItem(
                item,
                project,
                branch,
                base,
                other,
                tree,
                subject,
                codeTasks,
                because,
                reservations,
                state,
                reason,
                since,
                takenUp);
    }

    /** Whether it waits for a person. */
    public boolean isWaiting() {
        return state == ChangeState.HELD;
    }

    /** Returns from which change it was made, and how; absent if a task made it. */
    public Optional<RunEvent.TakenUp> origin() {
        return Optional.ofNullable(takenUp);
    }

    /** Returns those of some reservations that are not about what a person can have seen of this change. */
    public List<String> unseen(List<String> found) {
        Set<String> seen = reservations.stream().map(Reservations::withoutPlace).collect(Collectors.toSet());
        return found.stream()
                .filter(reservation -> !seen.contains(Reservations.withoutPlace(reservation)))
                .toList();
    }
}
