package dev.pimainteno.pipeline;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.WorkTree;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.project.Project;
import dev.pimainteno.review.Reservations;
import java.util.List;

/** Puts edits that are there already before the gates. */
final class Gating {
    private final Parts parts;
    private final Project project;
    private final PrivateRepository repository;
    private final WorkTree workTree;
    private final LlmClient llm;
    private final RunLog log;

    Gating(Parts parts, Project project, PrivateRepository repository, WorkTree workTree, LlmClient llm, RunLog log) {
        this.parts = parts;
        this.project = project;
        this.repository = repository;
        this.workTree = workTree;
        this.llm = llm;
        this.log = log;
    }

    /** A change that has passed. */
    record Passed(Work work, List<String> reservations) {}

    /**
     * @param name what the edits are called in the journal
     * @throws RunStopped if a gate does not let them pass
     */
    Passed require(String name, Edits edits, Snapshot snapshot) throws InterruptedException, RunStopped {
        TaskRound round = new TaskRound(
                project,
                snapshot,
                repository,
                workTree,
                parts.gatesFor(project),
                parts.repetition(),
                llm,
                ProposalMemory.none(project.id(), log),
                log,
                List.of());
        TaskResult result = round.given(name, edits, Work.none(snapshot));
        if (result instanceof TaskResult.Accepted accepted) {
            return new Passed(
                    accepted.work(), Reservations.sentences(accepted.work().reservations()));
        }
        List<String> details = result instanceof TaskResult.Rejected rejected ? rejected.details() : List.of();
        throw new RunStopped(RunOutcome.REFUSED, result.reason(), details);
    }
}
