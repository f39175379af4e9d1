package dev.pimainteno.learning;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one change that people or services have judged. Immutable.
 *
 * @param tasks the tasks whose edits it held
 * @param paths what it touched
 * @param reason why, in one sentence; may be empty
 */
public record ChangeOutcome(
        RunId run, ProjectId project, List<String> tasks, Word word, List<String> paths, String reason, Instant at) {

    /** What became of a change. */
    public enum Word {
        /** It was delivered and stays. */
        ACCEPTED,
        /** A person changed it, and then let it in. */
        EDITED,
        /** A person did not let it in. */
        REJECTED,
        /** It was taken back after it had been delivered. */
        REVERTED
    }

    public ChangeOutcome {
        tasks = List.copyOf(tasks);
        paths = List.copyOf(paths);
    }

    /**
     * Returns what became of a run's change.
     *
     * @param events of one run, in their order
     * @param edited whether it is, or was made of, one that a person has edited
     * @return nothing if it made none, or if nothing has become of it that anybody could learn from: it was only shown, has
     *     expired, its branch had moved, or another run has taken it up and its outcome counts
     */
    static Optional<ChangeOutcome> of(List<RunEvent> events, boolean edited) {
        RunEvent.Opened opened = null;
        RunEvent.Committed committed = null;
        RunEvent.ChangeMoved last = null;
        ChangeState previous = ChangeState.PROPOSED;
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Opened begin) {
                opened = begin;
            } else if (event instanceof RunEvent.Committed made) {
                committed = made;
            } else if (event instanceof RunEvent.ChangeMoved moved) {
                previous = last == null ? previous : last.state();
                last = moved;
            }
        }
        if (opened == null || committed == null || last == null) {
            return Optional.empty();
        }
        Optional<Word> word = word(last.state(), previous, edited);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        List<String> tasks = committed.codeTasks().isEmpty() ? List.of("summary") : committed.codeTasks();
        return Optional.of(new ChangeOutcome(
                opened.run(), opened.project(), tasks, word.get(), paths(events), last.reason(), last.at()));
    }

    private static List<String> paths(List<RunEvent> events) {
        Map<String, List<String>> applied = new LinkedHashMap<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Applied proposal) {
                applied.put(proposal.task(), proposal.files()); // The last one of a task is the one that went on.
            }
        }
        return applied.values().stream()
                .flatMap(List::stream)
                .map(file -> file.substring(file.indexOf(' ') + 1))
                .distinct()
                .toList();
    }

    /**
     * A change that nobody was shown was rejected by a branch that had moved, not by a person; and one that was held until it
     * was kept was delivered by another run, whose outcome is the one that counts.
     */
    private static Optional<Word> word(ChangeState state, ChangeState previous, boolean edited) {
        return switch (state) {
            case KEPT ->
                previous == ChangeState.HELD ? Optional.empty() : Optional.of(edited ? Word.EDITED : Word.ACCEPTED);
            case REJECTED ->
                previous == ChangeState.HELD || previous == ChangeState.OPEN
                        ? Optional.of(Word.REJECTED)
                        : Optional.empty();
            case REVERTED -> Optional.of(Word.REVERTED);
            case PROPOSED, HELD, OPEN, DELIVERED, SERVING, REPLACED, EXPIRED -> Optional.empty();
        };
    }
}
