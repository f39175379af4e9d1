package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.Snapshot;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.delivery.DeliveryException;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One run of one project, from the claim to the report. What it works on is said by its heirs. */
abstract sealed class Run permits TaskRun, ReviewRun {
    private static final Logger log = LoggerFactory.getLogger(Run.class);
    /** Under which the diagnostic context holds the run's id, for everything that is logged on the run's thread. */
    private static final String RUN_KEY = "run";

    final Parts parts;
    final RunRequest request;
    final Project project;
    final GitProject git;
    final Heads heads;
    final HeldProject held;
    final RunListener listener;
    final RunLog events;
    final MeteredLlmClient llm;
    /** Lines on what was done, or why nothing was. */
    final List<String> details = new ArrayList<>();

    private final Instant started;
    private final long ticks;
    private @Nullable Change change;
    private @Nullable DeliveryDecision decision;
    private String diff = "";
    private boolean opened;
    private boolean interrupted;

    /**
     * What a run begins with.
     *
     * @param recovered what was done about runs that had been cut off, a sentence each
     * @param ticks the reading of the clock for elapsed time at its start
     */
    record Opening(
            Parts parts,
            RunRequest request,
            RunListener listener,
            RandomGenerator random,
            GitProject git,
            Heads heads,
            HeldProject held,
            List<String> recovered,
            Instant started,
            long ticks) {}

    Run(Opening opening) {
        this.parts = opening.parts();
        this.request = opening.request();
        this.project = request.project();
        this.git = opening.git();
        this.heads = opening.heads();
        this.held = opening.held();
        this.listener = opening.listener();
        details.addAll(opening.recovered());
        this.started = opening.started();
        this.ticks = opening.ticks();
        RunId id = RunId.begin(started, opening.random());
        this.events = new RunLog(id, held, parts, listener);
        this.llm = new MeteredLlmClient(parts.llm(), events);
    }

    /**
     * Does what the run is for.
     *
     * @return how it ends
     * @throws RunStopped if it ends before
     */
    abstract RunStopped work(PrivateRepository repository, WorkTree workTree) throws InterruptedException, RunStopped;

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
                        PrivateRepository.open(directory.resolve(Parts.OBJECTS), git.objects(), parts.remotes());
                WorkTreeLock tree = WorkTreeLock.firstFree(directory)) {
            repository.deleteHalfWritten();
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
            if (e instanceof DeliveryException delivery && delivery.reason() == DeliveryException.Reason.UNKNOWN) {
                return leftOpen(delivery);
            }
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

    /** Journals the run's opening. From here on it has an end in the journal. */
    void open(Snapshot snapshot, DeliveryMode mode) throws RunStopped {
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

    /**
     * Returns what makes the run's commits.
     *
     * @param leaves whether they may leave this machine: those that never do are not signed
     */
    CommitMaker maker(PrivateRepository repository, boolean leaves) {
        return CommitMaker.on(parts.terms(), git, repository, leaves);
    }

    /** Returns the run's change, which is reported from now on. */
    Change made(
            Snapshot base, CommitId commit, TreeId tree, String message, String patch, PrivateRepository repository) {
        diff = patch;
        Change made = new Change(
                project,
                events.run(),
                heads.branch(),
                base.commit(),
                commit,
                tree,
                message,
                repository.directory(),
                heads.remote().map(Remote::uri).orElse(null));
        change = made;
        return made;
    }

    /** Delivers the run's change as far as it may go. */
    Landed deliver(
            Change made,
            Function<List<String>, DeliveryDecision> decider,
            List<String> reservations,
            List<String> codeTasks,
            PrivateRepository repository,
            WorkTree workTree,
            CommitMaker maker)
            throws InterruptedException, RunStopped {
        Landing landing =
                new Landing(parts, held, events, details, request.decision().isPresent());
        Gating gating = new Gating(parts, project, repository, workTree, llm, events);
        Landed landed = new Delivering(git, repository, maker, gating, landing, held, events, decider)
                .deliver(made, reservations, codeTasks);
        change = landed.change();
        decision = landed.decision();
        interrupted = landing.wasInterrupted();
        return landed;
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

    /** A run of which nobody knows whether its change is out has no end yet: the next check finds out and makes one. */
    private RunReport leftOpen(DeliveryException failure) {
        String reason = failure.getMessage() + "; the next check finds out, and brings this run to its end";
        log.warn("{}: {}", project, reason);
        return report(RunOutcome.FAILED, reason, null);
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
                decision,
                diff,
                llm.usage(),
                llm.calls(),
                resumesAt,
                started,
                Duration.ofNanos(System.nanoTime() - ticks));
    }
}
