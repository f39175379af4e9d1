package dev.pimainteno.journal;

/**
 * What one task last looked at to the end. Immutable.
 *
 * @param codeId the tree without the summary file
 * @param fingerprint digest of all that the look depended on besides the tree: template, settings, model
 * @param outcome how it ended
 * @param reason why, in one sentence
 */
public record Watermark(String codeId, String fingerprint, RunOutcome outcome, String reason) {}
