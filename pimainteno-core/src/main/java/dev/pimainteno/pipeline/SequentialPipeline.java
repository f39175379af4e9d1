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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
        Instant started = parts.clock().instant();
        long ticks = System.nanoTime();
        Project project = request.project();
        try (GitProject git = GitProject.open(project, parts.remotes())) {
            Optional<String> unknown = project.tasks().stream()
                    .filter(task -> !parts.tasks().containsKey(task))
                    .findFirst();
            if (unknown.isPresent()) {
                String known = String.join(", ", parts.tasks().keySet());
                return brief(
                        request,
                        RunOutcome.REFUSED,
                        "there is no task '" + unknown.get() + "'; there are: " + known,
                        started,
                        ticks);
            }
            boolean unfinished =
                    git.isUnsettled() || !parts.journal().open(project.id()).isEmpty();
            ProjectWatermark seen = parts.watermarks().read(project.id());
            Optional<Heads> heads = unfinished ? Optional.empty() : Optional.of(git.heads());
            Optional<String> idle = heads.flatMap(due(project, seen)::idle);
            if (idle.isPresent()) {
                return brief(request, RunOutcome.IDLE, idle.get(), started, ticks);
            }
            Optional<Claim> claim = parts.claims().tryClaim(project.id(), HeldProject.LEASE);
            if (claim.isEmpty()) {
                return brief(request, RunOutcome.IDLE, "another run is at work on this project", started, ticks);
            }
            try (HeldProject held = new HeldProject(claim.get())) {
                List<String> recovered = new Recovery(parts, project, git, held, listener).recover();
                // Until the claim, somebody else may have been at work here.
                ProjectWatermark now = parts.watermarks().read(project.id());
                Heads current = heads.isPresent() && now.equals(seen) ? heads.get() : git.heads();
                Due due = due(project, now);
                Optional<String> done = due.idle(current);
                if (done.isPresent()) {
                    String reason = recovered.isEmpty() ? done.get() : String.join("; ", recovered);
                    return brief(request, RunOutcome.IDLE, reason, started, ticks);
                }
                return new Run(
                                parts,
                                request,
                                listener,
                                new SecureRandom(),
                                git,
                                current,
                                due,
                                held,
                                recovered,
                                started,
                                ticks)
                        .execute();
            }
        } catch (RunStopped e) {
            return brief(request, e.outcome(), e.reason(), started, ticks);
        } catch (PimaintenoException e) {
            log.debug("{} could not be looked at", project, e);
            return brief(request, outcome(e), e.getMessage(), started, ticks);
        } catch (RuntimeException e) {
            log.error("{}: the check broke", project, e);
            return brief(request, RunOutcome.FAILED, "the check broke: " + e, started, ticks);
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

    private static RunReport brief(RunRequest request, RunOutcome outcome, String reason, Instant started, long ticks) {
        return new RunReport(
                request.project().id(),
                null,
                outcome,
                reason,
                List.of(),
                null,
                "",
                TokenUsage.none(),
                0,
                null,
                started,
                Duration.ofNanos(System.nanoTime() - ticks));
    }
}
