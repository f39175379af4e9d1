package dev.pimainteno.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pimainteno.journal.JournalException.Reason;
import dev.pimainteno.project.RunId;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One directory for each run, one file for each text. A file is written in place: until its digest is in the journal nobody
 * looks for it, and a run has one writer, so that a writer that died leaves nothing but a file that its successor replaces.
 */
final class FileArtifacts implements Artifacts {
    private final Path directory;
    private final int maxBytes;

    FileArtifacts(Path directory, int maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be positive, not " + maxBytes);
        }
        this.directory = directory.toAbsolutePath().normalize();
        this.maxBytes = maxBytes;
    }

    @Override
    public Artifact keep(RunId run, ArtifactName name, String text) {
        byte[] all = text.getBytes(UTF_8);
        int length = Math.min(all.length, maxBytes);
        // Not in the middle of a character: bytes that begin with 10 go on with one.
        while (length < all.length && length > 0 && (all[length] & 0xC0) == 0x80) {
            length--;
        }
        byte[] kept = length == all.length ? all : Arrays.copyOf(all, length);
        Path file = file(run, name);
        try {
            createPrivately(directory.resolve(run.value()));
            // A plain stream, because a channel would be closed under a thread that has been interrupted.
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                out.write(kept);
                out.getFD().sync();
            }
        } catch (IOException e) {
            throw failure("keep", file, e);
        }
        return new Artifact(name, ArtifactDigest.sha256(kept), kept.length, length == all.length);
    }

    @Override
    public Optional<String> read(RunId run, ArtifactName name) {
        Path file = file(run, name);
        try {
            return Optional.of(new String(Files.readAllBytes(file), UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", file, e);
        }
    }

    @Override
    public List<ArtifactName> names(RunId run) {
        return list(directory.resolve(run.value())).stream()
                .map(ArtifactName::new)
                .toList();
    }

    @Override
    public List<RunId> runs() {
        return list(directory).stream().flatMap(FileArtifacts::run).toList();
    }

    /** What is no run's was put there by somebody else, and is left alone. */
    private static Stream<RunId> run(String name) {
        try {
            return Stream.of(new RunId(name));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    @Override
    public void remove(RunId run) {
        Path files = directory.resolve(run.value());
        try {
            for (String name : list(files)) {
                Files.deleteIfExists(files.resolve(name));
            }
            Files.deleteIfExists(files);
        } catch (IOException e) {
            throw failure("remove", files, e);
        }
    }

    private Path file(RunId run, ArtifactName name) {
        return directory.resolve(run.value()).resolve(name.value());
    }

    private static List<String> list(Path files) {
        try (Stream<Path> found = Files.list(files)) {
            return found.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failure("list", files, e);
        }
    }

    private static void createPrivately(Path path) throws IOException {
        // Not for a directory that exists: behind a symbolic link it would be taken for a file.
        if (Files.isDirectory(path)) {
            return;
        }
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                path,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    private static JournalException failure(String verb, Path file, IOException e) {
        return new JournalException(Reason.UNAVAILABLE, "Cannot " + verb + " the artifact " + file + ": " + e, e);
    }
}
