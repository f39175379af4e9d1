package dev.pimainteno.journal;

import dev.pimainteno.project.ProjectId;
import java.nio.file.Path;

/** Remembers for each project what was last looked at. Safe for many threads. */
public interface Watermarks {

    /**
     * Returns the project's watermark, {@link ProjectWatermark#none()} if there is none. A damaged one is as none: the
     * project is then looked at again.
     *
     * @throws JournalException if the storage does not work
     */
    ProjectWatermark read(ProjectId project);

    /**
     * Replaces the project's watermark. After a failure the old one or the new one stands, never a mixture.
     *
     * @throws JournalException if the storage does not work
     */
    void write(ProjectId project, ProjectWatermark watermark);

    /** Returns watermarks on the heap. */
    static Watermarks inMemory() {
        return new InMemoryWatermarks();
    }

    /**
     * Returns watermarks in files, {@code NAME.json} for each project. A file that is damaged, or that a newer version of
     * this program has written, is reported in the log and counts as none. Nothing is written while nothing changes.
     *
     * @param directory made when the first watermark is written
     */
    static Watermarks inDirectory(Path directory) {
        return new FileWatermarks(directory);
    }
}
