package dev.pimainteno.journal;

import dev.pimainteno.project.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What runs worked on, kept as text beside the journal: prompts, raw replies, patches, the output of verify commands,
 * messages. The journal holds the digest of each ({@link RunEvent.ArtifactKept}). Safe for many threads.
 */
public interface Artifacts {

    /**
     * Keeps a text, cut where it is too long, in place of one of that name that was kept before. Durable when this returns,
     * in as far as the implementation outlives anything at all.
     *
     * @param text without secrets: what is kept can be read by whoever may read the journal
     * @throws JournalException if it could not be kept
     */
    Artifact keep(RunId run, ArtifactName name, String text);

    /**
     * Returns a text as it was kept.
     *
     * @return nothing if there is none, or not any more
     * @throws JournalException if it cannot be read
     */
    Optional<String> read(RunId run, ArtifactName name);

    /** Returns the names of what was kept of a run, in order. */
    List<ArtifactName> names(RunId run);

    /** Returns the runs of which something was kept, in order. */
    List<RunId> runs();

    /** Removes everything that was kept of a run; nothing happens if nothing was. */
    void remove(RunId run);

    /**
     * Keeps the texts of the newest runs on the heap.
     *
     * @param maxRuns of how many runs; positive
     */
    static Artifacts inMemory(int maxRuns) {
        return new InMemoryArtifacts(maxRuns);
    }

    /**
     * Keeps texts in files, {@code RUN/NAME} below a directory, which only this user may read.
     *
     * @param directory made when the first text is kept
     * @param maxBytes how many bytes of UTF-8 are kept of one text; positive
     */
    static Artifacts inDirectory(Path directory, int maxBytes) {
        return new FileArtifacts(directory, maxBytes);
    }
}
