package dev.pimainteno.learning;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of the changes that a journal knows. Reads it anew each time and keeps nothing beside it, so that it is right
 * after any crash. Safe for many threads.
 */
public final class Outcomes {
    private static final int MOST_RUNS = 10_000;

    private final RunHistory history;
    private final RunJournal journal;

    private Outcomes(RunHistory history, RunJournal journal) {
        this.history = history;
        this.journal = journal;
    }

    /** Returns the outcomes of the newest 10,000 runs of a journal. */
    public static Outcomes of(RunHistory history, RunJournal journal) {
        return new Outcomes(history, journal);
    }

    /**
     * How often changes of a task came to something.
     *
     * @param counts those that are not zero
     */
    public record Count(ProjectId project, String task, Map<ChangeOutcome.Word, Integer> counts) {
        public Count {
            counts = Map.copyOf(counts);
        }

        /** Returns how often; 0 if never. */
        public int of(ChangeOutcome.Word word) {
            return counts.getOrDefault(word, 0);
        }
    }

    /**
     * Returns what became of the changes of a project, the newest first.
     *
     * @throws dev.pimainteno.journal.JournalException if the journal cannot be read
     */
    public List<ChangeOutcome> of(ProjectId project) {
        return read(RunQuery.newest(MOST_RUNS).of(project));
    }

    /**
     * Returns the counts, by project and task in the order of their names.
     *
     * @throws dev.pimainteno.journal.JournalException if the journal cannot be read
     */
    public List<Count> counts() {
        Map<String, Map<String, Map<ChangeOutcome.Word, Integer>>> all = new TreeMap<>();
        for (ChangeOutcome outcome : read(RunQuery.newest(MOST_RUNS))) {
            for (String task : outcome.tasks()) {
                all.computeIfAbsent(outcome.project().value(), project -> new TreeMap<>())
                        .computeIfAbsent(task, name -> new EnumMap<>(ChangeOutcome.Word.class))
                        .merge(outcome.word(), 1, Integer::sum);
            }
        }
        List<Count> counts = new ArrayList<>();
        all.forEach((project, tasks) ->
                tasks.forEach((task, words) -> counts.add(new Count(new ProjectId(project), task, words))));
        return counts;
    }

    /**
     * Returns the runs that have delivered commits, by these; without those whose change was taken back already.
     *
     * @throws dev.pimainteno.journal.JournalException if the journal cannot be read
     */
    Map<CommitId, RunId> deliveredBy(ProjectId project, Set<CommitId> commits) {
        Map<CommitId, RunId> runs = new LinkedHashMap<>();
        if (!commits.isEmpty()) {
            history.runs(RunQuery.newest(MOST_RUNS).of(project)).stream()
                    .filter(run -> run.commit().filter(commits::contains).isPresent())
                    .filter(this::isOut)
                    .forEach(run -> runs.putIfAbsent(run.commit().orElseThrow(), run.run()));
        }
        return runs;
    }

    /** Whether a run has delivered its change; one that was approved was delivered by another run. */
    private boolean isOut(RunOverview run) {
        ChangeState state = run.change().orElse(ChangeState.PROPOSED);
        return state == ChangeState.DELIVERED
                || state == ChangeState.SERVING
                || (state == ChangeState.KEPT && of(events(run.run())).isPresent());
    }

    private List<ChangeOutcome> read(RunQuery query) {
        return history.runs(query).stream()
                .filter(run -> run.change().isPresent())
                .map(RunOverview::run)
                .flatMap(run -> of(events(run)).stream())
                .toList();
    }

    /**
     * Returns what became of a run's change.
     *
     * @param events of the run, in their order
     * @return nothing if nothing has, that anybody could learn from
     * @throws dev.pimainteno.journal.JournalException if the journal cannot be read
     */
    Optional<ChangeOutcome> of(List<RunEvent> events) {
        return ChangeOutcome.of(events, isEdited(events));
    }

    /** Whether a person has edited the change of a run, or one that it was made of. */
    private boolean isEdited(List<RunEvent> events) {
        Set<RunId> seen = new HashSet<>();
        Optional<RunEvent.TakenUp> takenUp = takenUp(events);
        while (takenUp.isPresent() && seen.add(takenUp.get().item())) {
            if (takenUp.get().decision().equals(RunEvent.TakenUp.EDIT)) {
                return true;
            }
            takenUp = takenUp(events(takenUp.get().item()));
        }
        return false;
    }

    private static Optional<RunEvent.TakenUp> takenUp(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.TakenUp.class::isInstance)
                .map(RunEvent.TakenUp.class::cast)
                .findFirst();
    }

    private List<RunEvent> events(RunId run) {
        try (Stream<RunEvent> events = journal.read(run)) {
            return events.toList();
        }
    }
}
