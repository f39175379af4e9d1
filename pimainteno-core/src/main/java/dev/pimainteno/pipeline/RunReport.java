package dev.pimainteno.pipeline;

import dev.pimainteno.delivery.Change;
import dev.pimainteno.delivery.DeliveryDecision;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one pass over one project ended. Immutable.
 *
 * @param runId null if the check found nothing new and no run was made
 * @param reason why it ended this way, in one sentence
 * @param details what stands behind the reason, a line each: refused hunks, a gate's evidence, notes; may be empty
 * @param madeChange the change, if one got as far as a commit
 * @param decided how far the change was allowed to go; null if that was not decided
 * @param diff the change as a unified diff; empty if there is none
 * @param usage what the model's answers cost
 * @param modelCalls how many answers were not remembered ones
 * @param resumesAt when a parked run may go on; null if it is not parked or the time is not known
 */
public record RunReport(
        ProjectId project,
        @Nullable RunId runId,
        RunOutcome outcome,
        String reason,
        List<String> details,
        @Nullable Change madeChange,
        @Nullable DeliveryDecision decided,
        String diff,
        TokenUsage usage,
        int modelCalls,
        @Nullable Instant resumesAt,
        Instant started,
        Duration elapsed) {

    public RunReport {
        details = List.copyOf(details);
    }

    /** Returns the run's name; absent if no run was made. */
    public Optional<RunId> run() {
        return Optional.ofNullable(runId);
    }

    /** Returns the change, if one got as far as a commit. */
    public Optional<Change> change() {
        return Optional.ofNullable(madeChange);
    }

    /** Returns how far the change was allowed to go, and why, if that was decided. */
    public Optional<DeliveryDecision> decision() {
        return Optional.ofNullable(decided);
    }

    /** Whether the pass ended as it should. */
    public boolean succeeded() {
        return outcome.isGood();
    }
}
