package dev.pimainteno.pipeline;

import dev.pimainteno.failure.PimaintenoException;
import dev.pimainteno.git.GitException;
import dev.pimainteno.git.GitProject;
import dev.pimainteno.git.Heads;
import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.Project;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.review.ReviewItem;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks whether there is anything new, claims the project, and makes one run. */
final class SequentialPipeline implements Pipeline {
    private static final Logger log = LoggerFactory.getLogger(SequentialPipeline.class);

    private final Parts parts;

    SequentialPipeline(Parts parts) {
        this.parts = parts;
    }

    @Override
    public RunReport run(RunRequest request, RunListener listener) throws InterruptedException {
        Project project = request.project();
        Pass pass = new Pass(request, listener, parts.clock().instant(), System.nanoTime());
        try (GitProject git = GitProject.open(project, parts.remotes())) {
            Optional<String> unknown = project.tasks().stream()
                    .filter(task -> !parts.tasks().containsKey(task))
                    .findFirst();
            if (unknown.isPresent()) {
                String known = String.join(", ", parts.tasks().keySet());
                return pass.report(
                        RunOutcome.REFUSED, "there is no task '" + unknown.get() + "'; there are: " + known, List.of());
            }
            return look(pass, git);
        } catch (RunStopped e) {
            return pass.report(e.outcome(), e.reason(), e.details());
        } catch (PimaintenoException e) {
            log.debug("{} could not be looked at", project, e);
            return pass.report(outcome(e), String.valueOf(e.getMessage()), List.of());
        } catch (RuntimeException e) {
            log.error("{}: the check broke", project, e);
            return pass.report(RunOutcome.FAILED, "the check broke: " + e, List.of());
        }
    }

    /** Looks whether there is anything to do, and claims the project if there may be. */
    private RunReport look(Pass pass, GitProject git) throws InterruptedException, RunStopped {
        Project project = pass.project();
        boolean unfinished =
                git.isUnsettled() || !parts.journal().open(project.id()).isEmpty();
        ProjectWatermark seen = parts.watermarks().read(project.id());
        WaitingChanges waiting = WaitingChanges.of(parts, project);
        boolean acts = unfinished
                || pass.request().decision().isPresent()
                || (!pass.request().dryRun() && waiting.anyExpired(pass.started()));
        Optional<String> full = acts ? Optional.empty() : waiting.full();
        if (full.isPresent()) {
            return pass.report(RunOutcome.IDLE, full.get(), List.of());
        }
        Optional<Heads> heads = acts ? Optional.empty() : Optional.of(git.heads());
        Optional<String> idle = heads.flatMap(due(project, seen)::idle);
        if (idle.isPresent()) {
            return pass.report(RunOutcome.IDLE, idle.get(), List.of());
        }
        Optional<Claim> claim = parts.claims().tryClaim(project.id(), HeldProject.LEASE);
        if (claim.isEmpty()) {
            String reason = "another run is at work on this project";
            return pass.request().decision().isPresent()
                    ? pass.report(RunOutcome.REFUSED, reason + ": decide again when it is over", List.of())
                    : pass.report(RunOutcome.IDLE, reason, List.of());
        }
        try (HeldProject held = new HeldProject(claim.get())) {
            Recovery recovery = new Recovery(parts, project, git, held, pass.listener());
            Optional<String> cutOff = pass.request().dryRun() ? recovery.waiting() : Optional.empty();
            if (cutOff.isPresent()) {
                return pass.report(RunOutcome.IDLE, cutOff.get(), List.of());
            }
            List<String> before = new ArrayList<>(recovery.recover());
            // Until the claim, somebody else may have been at work here.
            ProjectWatermark now = parts.watermarks().read(project.id());
            Optional<Heads> current = heads.filter(known -> now.equals(seen));
            return act(pass, git, current, held, due(project, now), before);
        }
    }

    /**
     * Does what is to be done, with the project held.
     *
     * @param known the heads, if they are those of now
     * @param before what was done about runs that had been cut off, a sentence each; added to
     */
    private RunReport act(
            Pass pass, GitProject git, Optional<Heads> known, HeldProject held, Due due, List<String> before)
            throws InterruptedException, RunStopped {
        WaitingChanges waiting = WaitingChanges.of(parts, pass.project());
        Progress progress = new Progress(
                parts.watermarks(), pass.project(), due, pass.request().dryRun());
        if (!pass.request().dryRun()) {
            List<String> expired = waiting.expire(pass.started(), held, pass.listener());
            expired.forEach(progress::decided);
            before.addAll(expired);
            if (!expired.isEmpty()) {
                WaitingChanges.letGo(parts, pass.project(), git);
                waiting = WaitingChanges.of(parts, pass.project());
            }
        }
        Optional<ReviewDecision> decision = pass.request().decision();
        if (decision.isPresent()) {
            return review(pass, git, held, due, before, decision.get());
        }
        Optional<String> full = waiting.full();
        Heads heads = known.isPresent() ? known.get() : git.heads();
        Optional<String> done = full.isPresent() ? full : due.idle(heads);
        if (done.isPresent()) {
            String reason = before.isEmpty() ? done.get() : String.join("; ", before);
            return pass.report(RunOutcome.IDLE, reason, List.of());
        }
        return new TaskRun(pass.opening(parts, git, heads, held, before), due).execute();
    }

    private RunReport review(
            Pass pass, GitProject git, HeldProject held, Due due, List<String> before, ReviewDecision decision)
            throws InterruptedException {
        try {
            Review review = new Review(parts, pass.project(), git, held, pass.listener());
            ReviewItem item = review.waiting(decision.item());
            if (decision instanceof ReviewDecision.Reject rejection) {
                Progress progress = new Progress(parts.watermarks(), pass.project(), due, false);
                return pass.report(RunOutcome.NOTHING_TO_DO, review.reject(item, rejection, progress), before);
            }
            return new ReviewRun(pass.opening(parts, git, git.heads(), held, before), item, decision, due).execute();
        } catch (RunStopped e) {
            return pass.report(e.outcome(), e.reason(), before);
        }
    }

    private Due due(Project project, ProjectWatermark seen) {
        return new Due(
                project,
                parts.tasks(),
                parts.llm().identity(),
                seen,
                parts.lessons().rules(project.id(), parts.clock().instant()));
    }

    /** A repository that is not as it must be is refused; what does not work at the moment has failed. */
    static RunOutcome outcome(PimaintenoException e) {
        boolean refused = e instanceof GitException && !e.isRetryable();
        return refused ? RunOutcome.REFUSED : RunOutcome.FAILED;
    }

    /** One pass over one project, which becomes a run if there is anything to do. */
    private record Pass(RunRequest request, RunListener listener, Instant started, long ticks) {

        Project project() {
            return request.project();
        }

        Run.Opening opening(Parts parts, GitProject git, Heads heads, HeldProject held, List<String> before) {
            return new Run.Opening(
                    parts, request, listener, new SecureRandom(), git, heads, held, before, started, ticks);
        }

        /** Reports that no run was made. */
        RunReport report(RunOutcome outcome, String reason, List<String> details) {
            return new RunReport(
                    project().id(),
                    null,
                    outcome,
                    reason,
                    details,
                    null,
                    null,
                    "",
                    TokenUsage.none(),
                    0,
                    null,
                    started,
                    Duration.ofNanos(System.nanoTime() - ticks));
        }
    }
}
