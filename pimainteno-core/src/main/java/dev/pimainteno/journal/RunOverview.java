package dev.pimainteno.journal;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run at a glance: what its events add up to. Immutable.
 *
 * @param base the commit that a change was made for
 * @param lastEvent when the newest event happened, by the wall clock
 * @param events how many there are
 * @param phase the newest phase that began
 * @param questions how many of the model's answers were not remembered ones, failures included
 * @param remembered how many were
 * @param inputTokens what the answers that were not remembered cost
 * @param outputTokens what the answers that were not remembered cost
 * @param made the commit; null if none was made
 * @param subject the first line of its message; empty if none was made
 * @param changeState where the change is; null if none was made
 * @param ended how the run ended; null while it has not
 * @param reason why it ended this way, in one sentence; empty while it has not
 */
public record RunOverview(
        RunId run,
        ProjectId project,
        Trigger trigger,
        DeliveryMode delivery,
        String branch,
        CommitId base,
        Instant opened,
        Instant lastEvent,
        int events,
        Phase phase,
        int questions,
        int remembered,
        long inputTokens,
        long outputTokens,
        @Nullable CommitId made,
        String subject,
        @Nullable ChangeState changeState,
        @Nullable RunOutcome ended,
        String reason) {

    /** Returns the overview of a run that was just opened. */
    public static RunOverview of(RunEvent.Opened opened) {
        return new RunOverview(
                opened.run(),
                opened.project(),
                opened.trigger(),
                opened.delivery(),
                opened.branch(),
                opened.head(),
                opened.at(),
                opened.at(),
                1,
                Phase.OPEN,
                0,
                0,
                0,
                0,
                null,
                "",
                null,
                null,
                "");
    }

    /** Returns the commit; absent if none was made. */
    public Optional<CommitId> commit() {
        return Optional.ofNullable(made);
    }

    /** Returns where the change is; absent if none was made. */
    public Optional<ChangeState> change() {
        return Optional.ofNullable(changeState);
    }

    /** Returns how the run ended; absent while it has not. */
    public Optional<RunOutcome> outcome() {
        return Optional.ofNullable(ended);
    }

    /** Returns how long the run has taken up to its newest event; zero if the clock was put back meanwhile. */
    public Duration elapsed() {
        Duration elapsed = Duration.between(opened, lastEvent);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    /**
     * Returns the overview with one more event.
     *
     * @param event the next one of the same run
     */
    public RunOverview plus(RunEvent event) {
        Builder next = new Builder(this, event.at());
        if (event instanceof RunEvent.PhaseBegan began) {
            next.phase = began.phase();
        } else if (event instanceof RunEvent.Restarting) {
            next.phase = Phase.SERVE;
        } else if (event instanceof RunEvent.ModelAnswered answered) {
            next.remembered += answered.remembered() ? 1 : 0;
            next.questions += answered.remembered() ? 0 : 1;
            next.inputTokens += answered.inputTokens();
            next.outputTokens += answered.outputTokens();
        } else if (event instanceof RunEvent.ModelFailed failed) {
            next.questions += failed.mayHaveReachedModel() ? 1 : 0;
        } else if (event instanceof RunEvent.Committed committed) {
            next.made = committed.commit();
            next.subject = committed.subject();
        } else if (event instanceof RunEvent.Rebased rebased) {
            next.base = rebased.head();
        } else if (event instanceof RunEvent.ChangeMoved moved) {
            next.changeState = moved.state();
        } else if (event instanceof RunEvent.Ended over) {
            next.ended = over.outcome();
            next.reason = over.reason();
        }
        return next.build();
    }

    /** An overview under way to the next. */
    private static final class Builder {
        private final RunOverview before;
        private final Instant at;
        private CommitId base;
        private Phase phase;
        private int questions;
        private int remembered;
        private long inputTokens;
        private long outputTokens;
        private @Nullable CommitId made;
        private String subject;
        private @Nullable ChangeState changeState;
        private @Nullable RunOutcome ended;
        private String reason;

        Builder(RunOverview before, Instant at) {
            this.before = before;
            this.at = at;
            this.base = before.base;
            this.phase = before.phase;
            this.questions = before.questions;
            this.remembered = before.remembered;
            this.inputTokens = before.inputTokens;
            this.outputTokens = before.outputTokens;
            this.made = before.made;
            this.subject = before.subject;
            this.changeState = before.changeState;
            this.ended = before.ended;
            this.reason = before.reason;
        }

        RunOverview build() {
            return new RunOverview(
                    before.run,
                    before.project,
                    before.trigger,
                    before.delivery,
                    before.branch,
                    base,
                    before.opened,
                    at,
                    before.events + 1,
                    phase,
                    questions,
                    remembered,
                    inputTokens,
                    outputTokens,
                    made,
                    subject,
                    changeState,
                    ended,
                    reason);
        }
    }
}
