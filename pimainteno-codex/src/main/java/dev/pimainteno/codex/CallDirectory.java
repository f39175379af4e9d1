package dev.pimainteno.codex;

import dev.pimainteno.process.ProcessIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that a call has on disk, readable by this user only and gone when the call is closed: an empty directory to work
 * in, a home with nothing but the sign-in, and the files that are handed over. Since every call has its own home, nothing
 * that the user or an earlier call left in one (instructions, servers, hooks, histories) reaches the model. For one thread.
 */
final class CallDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallDirectory.class);
    private static final String PREFIX = "call-";
    private static final String INSTRUCTIONS = "instructions.v1.md";
    /** Says which process the call belongs to. */
    private static final String OWNER = "owner";

    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path root;

    private CallDirectory(Path root) {
        this.root = root;
    }

    /**
     * Opens a new one.
     *
     * @param authFile the user's sign-in, which is linked so that a refreshed token goes back to it; null for none
     * @throws UncheckedIOException if the state directory cannot be written
     */
    static CallDirectory open(Path stateDirectory, @Nullable Path authFile) {
        try {
            Files.createDirectories(stateDirectory, ownerOnly());
            CallDirectory directory =
                    new CallDirectory(Files.createTempDirectory(stateDirectory.toRealPath(), PREFIX, ownerOnly()));
            try {
                directory.fill(authFile);
            } catch (IOException e) {
                directory.close();
                throw e;
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare a call in " + stateDirectory, e);
        }
    }

    /** Removes what calls left behind whose program has been killed; where that cannot be told, after a day. */
    static void sweep(Path stateDirectory, Instant now) {
        if (!Files.isDirectory(stateDirectory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(stateDirectory)) {
            List<Path> calls = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .toList();
            for (Path call : calls) {
                if (isOfADeadProcess(call)
                        || Files.getLastModifiedTime(call).toInstant().isBefore(now.minus(ABANDONED))) {
                    delete(call);
                }
            }
        } catch (IOException e) {
            log.warn("Cannot remove abandoned calls from {}", stateDirectory, e);
        }
    }

    private static boolean isOfADeadProcess(Path call) throws IOException {
        try {
            return ProcessIdentity.parse(Files.readString(call.resolve(OWNER)).strip())
                    .map(ProcessIdentity.own()::knowsToBeDead)
                    .orElse(false);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void fill(@Nullable Path authFile) throws IOException {
        Files.writeString(root.resolve(OWNER), ProcessIdentity.own().stored() + "\n");
        Files.createDirectory(work(), ownerOnly());
        Files.createDirectory(home(), ownerOnly());
        Files.createDirectory(temporary(), ownerOnly());
        try (InputStream resource = CallDirectory.class.getResourceAsStream(INSTRUCTIONS)) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + INSTRUCTIONS + " is missing from the jar");
            }
            Files.copy(resource, instructions());
        }
        if (authFile != null) {
            Files.createSymbolicLink(home().resolve("auth.json"), authFile.toAbsolutePath());
        }
    }

    /** Where codex works: empty. */
    Path work() {
        return root.resolve("work");
    }

    Path home() {
        return root.resolve("home");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** The system prompt. */
    Path instructions() {
        return root.resolve(INSTRUCTIONS);
    }

    /** Writes the schema that the answer must follow and returns where. */
    Path writeSchema(String schema) {
        Path file = root.resolve("schema.json");
        try {
            return Files.writeString(file, schema, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            delete(root);
        } catch (IOException e) {
            log.warn("Cannot remove {}", root, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // A process that is just ending may remove its own files.
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }
}
