package dev.pimainteno.review;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Instant;

/**
 * A change that a person has turned down. Immutable.
 *
 * @param fingerprint names what it would have changed, and the code around that; see {@link Fingerprint}
 * @param item the run that made it, in the form that was turned down
 * @param subject what it was to do, in one line
 * @param reason why it was turned down
 */
public record Rejection(ProjectId project, String fingerprint, RunId item, String subject, String reason, Instant at) {}
