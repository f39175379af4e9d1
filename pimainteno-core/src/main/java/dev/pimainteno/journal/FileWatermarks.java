package dev.pimainteno.journal;

import dev.pimainteno.journal.JournalException.Reason;
import dev.pimainteno.project.ProjectId;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each project, replaced as a whole. Several processes may share the directory; of two that write at once
 * the later one wins.
 */
final class FileWatermarks implements Watermarks {
    private static final Logger log = LoggerFactory.getLogger(FileWatermarks.class);
    private static final int LONGEST = 1 << 20;

    private final Path directory;

    FileWatermarks(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public ProjectWatermark read(ProjectId project) {
        Path file = file(project);
        Optional<byte[]> stored = readFile(file);
        if (stored.isEmpty()) {
            return ProjectWatermark.none();
        }
        try {
            return WatermarkFormat.decode(project, stored.get());
        } catch (IOException e) {
            log.warn("The watermark {} cannot be used; the project is looked at again: {}", file, e.getMessage());
            return ProjectWatermark.none();
        }
    }

    @Override
    public synchronized void write(ProjectId project, ProjectWatermark watermark) {
        Path file = file(project);
        byte[] content = WatermarkFormat.encode(project, watermark);
        if (readFile(file).filter(old -> Arrays.equals(old, content)).isPresent()) {
            return;
        }
        try {
            // Not for a directory that exists: behind a symbolic link it would be taken for a file.
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            replace(file, content);
        } catch (IOException e) {
            throw new JournalException(Reason.UNAVAILABLE, "Cannot write the watermark " + file + ": " + e, e);
        }
    }

    private Path file(ProjectId project) {
        return directory.resolve(project + ".json");
    }

    /** Reads a file up to a little more than a watermark can have; nothing if there is none. */
    private static Optional<byte[]> readFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(LONGEST));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new JournalException(Reason.UNAVAILABLE, "Cannot read the watermark " + file + ": " + e, e);
        }
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(directory, ".watermark-", ".tmp");
        try {
            // A plain stream, because a channel would be closed under a thread that has been interrupted.
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }
}
