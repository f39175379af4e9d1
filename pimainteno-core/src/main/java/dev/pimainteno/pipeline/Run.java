package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.delivery.Change;
import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.git.CheckoutState;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.Heads;
import dev.pimainteno.git.PrivateRepository;
import dev.pimainteno.git.Remote;
import dev.pimainteno.git.WorkTree;
import dev.pimainteno.git.WorkTreeLock;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.SummaryCommit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One run of one project, from the claim to the report. */
final class Run {
    private static final Logger log = LoggerFactory.getLogger(Run.class);
    /** How many commits of history a task sees. */
    static final int HISTORY = 20;
    /** Under which it is kept what tasks were told that people have said. */
    static final String RULES = "rules.txt";
    /** Under which the diagnostic context holds the run's id, for everything that is logged on the run's thread. */
    private static final String RUN_KEY = "run";

    private final Parts parts;
    private final RunRequest request;
    private final Project project;
    private final DeliveryMode mode;
    private final GitProject git;
    private final Heads heads;
    private final Due due;
    private final HeldProject held;
    private final RunLog events;
    private final MeteredLlmClient llm;
    private final Instant started;
    private final long ticks;
    private final Map<String, TaskResult> results = new LinkedHashMap<>();
    private final List<String> details = new ArrayList<>();
    private @Nullable Change change;
    private String diff = "";
    private boolean opened;
    private boolean interrupted;

    Run(
            Parts parts,
            RunRequest request,
            RunListener listener,
            RandomGenerator random,
            GitProject git,
            Heads heads,
            Due due,
            HeldProject held,
            List<String> recovered,
            Instant started,
            long ticks) {
        this.parts = parts;
        this.request = request;
        this.project = request.project();
        this.mode = request.dryRun() ? DeliveryMode.OBSERVE : project.delivery();
        this.git = git;
        this.heads = heads;
        this.due = due;
        this.held = held;
        details.addAll(recovered);
        this.started = started;
        this.ticks = ticks;
        RunId id = RunId.begin(started, random);
        this.events = new RunLog(id, held, parts, listener);
        this.llm = new MeteredLlmClient(parts.llm(), events);
    }

    RunReport execute() throws InterruptedException {
        MDC.put(RUN_KEY, events.run().toString());
        try {
            return attempt();
        } finally {
            MDC.remove(RUN_KEY);
        }
    }

    private RunReport attempt() throws InterruptedException {
        Path directory = parts.directory(project);
        try (PrivateRepository repository =
                        PrivateRepository.open(directory.resolve("objects.git"), git.objects(), parts.remotes());
                WorkTreeLock tree = WorkTreeLock.firstFree(directory)) {
            RunReport report = end(work(repository, new WorkTree(tree.directory(), repository)));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return report;
        } catch (RunStopped e) {
            details.addAll(e.details());
            return end(e);
        } catch (LlmException e) {
            return end(stopped(e));
        } catch (JournalException e) {
            // What cannot be journaled must not go on, and its end cannot be journaled either.
            log.error("{}: the run is stopped", project, e);
            return report(RunOutcome.FAILED, e.getMessage(), null);
        } catch (PimaintenoException e) {
            log.debug("{}: the run failed", project, e);
            return end(new RunStopped(SequentialPipeline.outcome(e), e.getMessage(), List.of()));
        } catch (RuntimeException e) {
            log.error("{}: the run broke", project, e);
            return end(new RunStopped(RunOutcome.FAILED, "the run broke: " + e, List.of()));
        } catch (InterruptedException e) {
            if (opened) {
                end(new RunStopped(RunOutcome.INTERRUPTED, "interrupted; nothing was left behind", List.of()));
            }
            throw e;
        }
    }

    private RunStopped work(PrivateRepository repository, WorkTree workTree) throws InterruptedException, RunStopped {
        CommitId base = base(repository);
        Snapshot snapshot = repository.snapshot(heads.branch(), base, HISTORY);
        Progress progress = new Progress(parts.watermarks(), project, due, request.dryRun());
        List<String> tasks = due.tasks(snapshot.codeId());
        if (tasks.isEmpty()) {
            progress.sameCode(heads, snapshot.codeId());
            return new RunStopped(RunOutcome.IDLE, due.idleReason(), List.of());
        }
        if (repository.ownImprovements(base, project.followUp() + 1) > project.followUp()) {
            return new RunStopped(RunOutcome.IDLE, progress.enough(heads, snapshot.codeId()), List.of());
        }
        open(snapshot);
        if (!due.rules().isEmpty()) {
            events.keep(RULES, String.join("\n", due.rules()) + "\n");
        }
        maker(repository); // How to sign is to be known before anything is asked.
        Work work = Work.none(snapshot);
        TaskRound round = new TaskRound(
                project,
                snapshot,
                repository,
                workTree,
                parts.gatesFor(project),
                parts.repetition(),
                llm,
                events,
                due.rules());
        for (String name : tasks) {
            TaskResult result = result(round, name, work);
            results.put(name, result);
            if (result instanceof TaskResult.Accepted accepted) {
                work = accepted.work();
            }
        }
        RunStopped outcome = outcome(repository, snapshot, work);
        progress.record(heads, snapshot, results, outcome, change, Committing.codeTasks(results), repository, git);
        return outcome;
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

    /** Fetches if a remote is in play, and says on which commit a change is to be made. */
    private CommitId base(PrivateRepository repository) throws RunStopped {
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
        if (project.delivery() != DeliveryMode.PUSH) {
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

    private void open(Snapshot snapshot) throws RunStopped {
        CheckoutState checkout = git.checkout(heads.branch());
        opened = true;
        events.append(new RunEvent.Opened(
                events.run(),
                events.now(),
                project.id(),
                request.trigger(),
                mode,
                held.token(),
                heads.branch(),
                heads.remote().map(Remote::name).orElse(""),
                snapshot.commit(),
                snapshot.tree(),
                checkout.description()));
        if (mode == DeliveryMode.COMMIT && checkout.onBranch() && !checkout.followable()) {
            throw new RunStopped(
                    RunOutcome.REFUSED,
                    "the checkout " + checkout.description() + ", and delivery = \"commit\" would move its branch",
                    List.of());
        }
    }

    /** Commits and delivers what the tasks made, or says why there is nothing to deliver. */
    private RunStopped outcome(PrivateRepository repository, Snapshot snapshot, Work work)
            throws InterruptedException, RunStopped {
        Optional<TaskResult.Rejected> rejected = results.values().stream()
                .filter(TaskResult.Rejected.class::isInstance)
                .map(TaskResult.Rejected.class::cast)
                .findFirst();
        rejected.ifPresent(result -> details.addAll(result.details()));
        boolean summaryWaits =
                work.edits().isPresent() && !work.touchesCode() && project.summaryCommit() == SummaryCommit.WITH_CHANGE;
        if (work.edits().isEmpty() || summaryWaits) {
            if (rejected.isPresent()) {
                return new RunStopped(RunOutcome.REFUSED, rejected.get().reason(), List.of());
            }
            String reason = nothingReason();
            return new RunStopped(
                    RunOutcome.NOTHING_TO_DO,
                    summaryWaits ? reason + "; the new " + Project.SUMMARY_FILE + " waits for the next change" : reason,
                    List.of());
        }
        Change made = commit(repository, snapshot, work);
        return deliver(made, work);
    }

    private String nothingReason() {
        return results.values().stream()
                .filter(TaskResult.NothingFound.class::isInstance)
                .map(TaskResult::reason)
                .reduce((first, last) -> last)
                .orElse("no task proposed anything");
    }

    private CommitMaker maker(PrivateRepository repository) {
        return CommitMaker.on(parts.terms(), git, repository, mode != DeliveryMode.OBSERVE);
    }

    private Change commit(PrivateRepository repository, Snapshot snapshot, Work work)
            throws InterruptedException, RunStopped {
        held.require();
        Committing.Made commit = new Committing(
                        project, repository, snapshot, llm, events, maker(repository), parts.redaction())
                .commit(work, results, parts.clock().instant());
        diff = commit.diff();
        if (!commit.message().note().isEmpty()) {
            details.add(commit.message().note());
        }
        Change made = new Change(
                project,
                events.run(),
                heads.branch(),
                snapshot.commit(),
                commit.commit(),
                work.tree(),
                commit.message().text(),
                repository.directory(),
                heads.remote().map(Remote::uri).orElse(null));
        change = made;
        return made;
    }

    private RunStopped deliver(Change made, Work work) throws InterruptedException, RunStopped {
        Landing landing = new Landing(parts, held, events, details);
        RunStopped ending = landing.land(made, mode, work.touchesCode());
        interrupted = landing.wasInterrupted();
        return ending;
    }

    private static RunStopped stopped(LlmException e) {
        boolean parked = switch (e.reason()) {
            case QUOTA_EXHAUSTED, RATE_LIMITED, PARKED -> true;
            case OVER_BUDGET, REPEATED -> e.availableAt().isPresent();
            default -> false;
        };
        boolean refused = e.reason() == LlmException.Reason.OVER_BUDGET && !parked;
        return new RunStopped(
                parked ? RunOutcome.PARKED : refused ? RunOutcome.REFUSED : RunOutcome.FAILED,
                e.getMessage(),
                List.of(),
                e.availableAt().orElse(null));
    }

    private RunReport end(RunStopped ending) {
        if (opened) {
            try {
                events.append(new RunEvent.Ended(events.run(), events.now(), ending.outcome(), ending.reason()));
            } catch (JournalException e) {
                log.error("{}: the end of the run could not be journaled", project, e);
                return report(RunOutcome.FAILED, ending.reason() + "; " + e.getMessage(), null);
            }
        }
        return report(ending.outcome(), ending.reason(), ending.resumesAt());
    }

    private RunReport report(RunOutcome outcome, String reason, @Nullable Instant resumesAt) {
        return new RunReport(
                project.id(),
                opened ? events.run() : null,
                outcome,
                reason,
                details,
                change,
                diff,
                llm.usage(),
                llm.calls(),
                resumesAt,
                started,
                Duration.ofNanos(System.nanoTime() - ticks));
    }
}
