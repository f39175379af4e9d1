package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.WorkTree;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.SummaryCommit;
import dev.pimainteno.review.Reservations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that asks the project's tasks for a change, and delivers it as far as it may go. */
final class TaskRun extends Run {
    private static final Logger log = LoggerFactory.getLogger(TaskRun.class);
    /** How many commits of history a task sees. */
    static final int HISTORY = 20;
    /** Under which it is kept what tasks were told that people have said. */
    static final String RULES = "rules.txt";

    private final Due due;
    private final DeliveryMode mode;
    private final Map<String, TaskResult> results = new LinkedHashMap<>();

    TaskRun(Opening opening, Due due) {
        super(opening);
        this.due = due;
        this.mode = opening.request().dryRun() ? DeliveryMode.OBSERVE : project.delivery();
    }

    @Override
    RunStopped work(PrivateRepository repository, WorkTree workTree) throws InterruptedException, RunStopped {
        CommitId base = Base.of(heads, repository, project.delivery() == DeliveryMode.PUSH);
        Snapshot snapshot = repository.snapshot(heads.branch(), base, HISTORY);
        if (!request.dryRun()) {
            details.addAll(new RevertedChanges(parts, project, repository, held, listener).journal(base));
        }
        Progress progress = new Progress(parts.watermarks(), project, due, request.dryRun());
        List<String> tasks = due.tasks(snapshot.codeId());
        if (tasks.isEmpty()) {
            progress.sameCode(heads, snapshot.codeId());
            return new RunStopped(RunOutcome.IDLE, due.idleReason(), List.of());
        }
        if (repository.ownImprovements(base, project.followUp() + 1) > project.followUp()) {
            return new RunStopped(RunOutcome.IDLE, progress.enough(heads, snapshot.codeId()), List.of());
        }
        open(snapshot, mode);
        if (!due.rules().isEmpty()) {
            events.keep(RULES, String.join("\n", due.rules()) + "\n");
        }
        // How to sign is to be known before anything is asked.
        CommitMaker maker = maker(repository, mode != DeliveryMode.OBSERVE);
        ProposalMemory memory = ProposalMemory.of(parts, project.id(), repository, events);
        memory.tell();
        Work work = Work.none(snapshot);
        TaskRound round = new TaskRound(
                project,
                snapshot,
                repository,
                workTree,
                parts.gatesFor(project),
                parts.repetition(),
                llm,
                memory,
                events,
                due.rules());
        for (String name : tasks) {
            TaskResult result = result(round, name, work);
            results.put(name, result);
            if (result instanceof TaskResult.Accepted accepted) {
                work = accepted.work();
            }
        }
        Optional<RunStopped> nothing = nothing(work);
        if (nothing.isPresent()) {
            progress.looked(heads, snapshot, results.keySet(), nothing.get());
            return nothing.get();
        }
        Landed landed = deliver(
                commit(repository, maker, snapshot, work),
                reservations -> DeliveryDecision.of(mode, reservations),
                Reservations.sentences(work.reservations()),
                Committing.codeTasks(results),
                repository,
                workTree,
                maker);
        progress.record(heads, snapshot, results.keySet(), landed, Committing.codeTasks(results), repository, git);
        return landed.ending();
    }

    /** Tasks and gates may be anybody's: a defect of theirs ends the run, not the program. */
    private TaskResult result(TaskRound round, String name, Work work) throws InterruptedException, RunStopped {
        try {
            return round.run(name, parts.task(name), work);
        } catch (PimaintenoException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("{}: the task '{}' or a gate broke", project, name, e);
            throw new RunStopped(RunOutcome.FAILED, "the task '" + name + "' or a gate broke: " + e, List.of());
        }
    }

    /** Says why there is nothing to deliver, if there is not. */
    private Optional<RunStopped> nothing(Work work) {
        Optional<TaskResult.Rejected> rejected = results.values().stream()
                .filter(TaskResult.Rejected.class::isInstance)
                .map(TaskResult.Rejected.class::cast)
                .findFirst();
        rejected.ifPresent(result -> details.addAll(result.details()));
        boolean summaryWaits =
                work.edits().isPresent() && !work.touchesCode() && project.summaryCommit() == SummaryCommit.WITH_CHANGE;
        if (work.edits().isPresent() && !summaryWaits) {
            return Optional.empty();
        }
        if (rejected.isPresent()) {
            return Optional.of(new RunStopped(RunOutcome.REFUSED, rejected.get().reason(), List.of()));
        }
        String reason = nothingReason();
        return Optional.of(new RunStopped(
                RunOutcome.NOTHING_TO_DO,
                summaryWaits ? reason + "; the new " + Project.SUMMARY_FILE + " waits for the next change" : reason,
                List.of()));
    }

    private String nothingReason() {
        return results.values().stream()
                .filter(TaskResult.NothingFound.class::isInstance)
                .map(TaskResult::reason)
                .reduce((first, last) -> last)
                .orElse("no task proposed anything");
    }

    private Change commit(PrivateRepository repository, CommitMaker maker, Snapshot snapshot, Work work)
            throws InterruptedException, RunStopped {
        held.require();
        Committing.Made commit = new Committing(project, repository, snapshot, llm, events, maker, parts.redaction())
                .commit(work, results, parts.clock().instant());
        if (!commit.message().note().isEmpty()) {
            details.add(commit.message().note());
        }
        return made(snapshot, commit.commit(), work.tree(), commit.message().text(), commit.diff(), repository);
    }
}
