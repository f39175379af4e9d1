package dev.pimainteno.budget;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Duration;

/**
 * A call to a model that somebody wants to make. Immutable.
 *
 * @param id tells it from every other call, so that the same one is never counted twice
 * @param provider who answers, such as {@code codex}
 * @param question digest of all that the answer depends on
 * @param expected what it may cost at most
 * @param longest how long it may take at most; positive
 */
public record PlannedCall(
        String id,
        ProjectId project,
        RunId run,
        String purpose,
        String provider,
        String model,
        String question,
        Amount expected,
        Duration longest) {

    public PlannedCall {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a call needs an id");
        }
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("longest must be positive, not " + longest);
        }
    }
}
