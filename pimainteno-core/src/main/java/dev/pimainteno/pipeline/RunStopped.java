package dev.pimainteno.pipeline;

import dev.pimainteno.journal.RunOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a run before its last phase. */
final class RunStopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final RunOutcome outcome;
    private final transient List<String> details;
    private final @Nullable Instant resumesAt;

    RunStopped(RunOutcome outcome, String reason, List<String> details) {
        this(outcome, reason, details, null);
    }

    RunStopped(RunOutcome outcome, String reason, List<String> details, @Nullable Instant resumesAt) {
        super(reason);
        this.outcome = outcome;
        this.details = List.copyOf(details);
        this.resumesAt = resumesAt;
    }

    RunOutcome outcome() {
        return outcome;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    List<String> details() {
        return details;
    }

    @Nullable
    Instant resumesAt() {
        return resumesAt;
    }
}
