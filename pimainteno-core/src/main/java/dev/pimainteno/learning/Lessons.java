package dev.pimainteno.learning;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is learnt from outcomes, and what later prompts are told of it. Safe for many threads. */
public final class Lessons {
    private final Learnings learnings;
    private final Outcomes outcomes;
    private final Derivation derivation;
    private final boolean inPrompts;

    private Lessons(Learnings learnings, Outcomes outcomes, Derivation derivation, boolean inPrompts) {
        this.learnings = learnings;
        this.outcomes = outcomes;
        this.derivation = derivation;
        this.inPrompts = inPrompts;
    }

    /**
     * Returns lessons.
     *
     * @param inPrompts whether prompts are told of the rules
     */
    public static Lessons of(Learnings learnings, Outcomes outcomes, Derivation derivation, boolean inPrompts) {
        return new Lessons(learnings, outcomes, derivation, inPrompts);
    }

    /**
     * Returns the rules that prompts for a project are told.
     *
     * @throws dev.pimainteno.journal.JournalException if they cannot be read
     */
    public ProjectRules rules(ProjectId project, Instant now) {
        return inPrompts ? ProjectRules.of(learnings.all(), project, now) : ProjectRules.none();
    }

    /**
     * Returns the runs that have delivered commits, by these; without those whose change was taken back already.
     *
     * @throws dev.pimainteno.journal.JournalException if the journal cannot be read
     */
    public Map<CommitId, RunId> deliveredBy(ProjectId project, Set<CommitId> commits) {
        return outcomes.deliveredBy(project, commits);
    }

    /**
     * Keeps the rules that a rejection leads to. A rule that is there already, perhaps in other words by now, stays as it is
     * unless it has expired.
     *
     * @param events of a run whose change has come to another state just now; nothing is kept unless that is its rejection
     * @throws dev.pimainteno.journal.JournalException if the rules cannot be kept
     */
    public void learn(List<RunEvent> events) {
        Optional<ChangeOutcome> outcome =
                outcomes.of(events).filter(change -> change.word() == ChangeOutcome.Word.REJECTED);
        if (outcome.isEmpty()) {
            return;
        }
        ChangeOutcome rejected = outcome.get();
        List<Learning> known = learnings.all();
        for (Learning rule : derivation.rules(rejected, outcomes.of(rejected.project()))) {
            boolean stands =
                    known.stream().anyMatch(other -> other.id().equals(rule.id()) && !other.isExpired(rejected.at()));
            if (!stands) {
                learnings.keep(rule);
            }
        }
    }
}
