package dev.pimainteno.journal;

/**
 * A text that was kept beside the journal. Immutable.
 *
 * @param sha256 digest of what was kept, in hex
 * @param bytes how many bytes of UTF-8 were kept
 * @param whole whether that is all there was
 */
public record Artifact(ArtifactName name, String sha256, long bytes, boolean whole) {}
