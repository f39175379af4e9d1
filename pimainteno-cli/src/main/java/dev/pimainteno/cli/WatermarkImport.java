package dev.pimainteno.cli;

import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.project.ProjectId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the watermarks that earlier versions kept in files, once: a file beside them says that it was done. The
 * files stay as they are.
 */
final class WatermarkImport {
    private static final Logger log = LoggerFactory.getLogger(WatermarkImport.class);
    private static final String ENDING = ".json";

    private final Path directory;

    private WatermarkImport(Path directory) {
        this.directory = directory;
    }

    static WatermarkImport from(Path stateDirectory) {
        return new WatermarkImport(stateDirectory.resolve("watermarks"));
    }

    /**
     * Writes what is there to where it belongs now, except for projects that have a watermark there.
     *
     * @throws JournalException if that cannot be done; it is tried again next time
     */
    void into(Watermarks target) {
        Path done = directory.resolve("imported");
        if (!Files.isDirectory(directory) || Files.exists(done)) {
            return;
        }
        Watermarks source = Watermarks.inDirectory(directory);
        try {
            for (ProjectId project : projects()) {
                ProjectWatermark kept = source.read(project);
                if (!kept.equals(ProjectWatermark.none())
                        && target.read(project).equals(ProjectWatermark.none())) {
                    target.write(project, kept);
                }
            }
            Files.createFile(done);
            log.info("The watermarks in {} were taken over into the database", directory);
        } catch (FileAlreadyExistsException e) {
            log.debug("Another process has taken over the watermarks, too");
        } catch (IOException e) {
            throw new JournalException(
                    JournalException.Reason.UNAVAILABLE,
                    "Cannot take over the watermarks in " + directory + ": " + Failures.describe(e),
                    e);
        }
    }

    private List<ProjectId> projects() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .flatMap(WatermarkImport::project)
                    .toList();
        }
    }

    private static Stream<ProjectId> project(String name) {
        try {
            return Stream.of(new ProjectId(name));
        } catch (IllegalArgumentException e) {
            log.debug("Not the watermark of a project: {}", name);
            return Stream.empty();
        }
    }
}
