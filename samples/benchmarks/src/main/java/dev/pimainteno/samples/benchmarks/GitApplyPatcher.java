package dev.pimainteno.samples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code git apply} as a process, in a directory without a repository. Writing the directory does not count. */
final class GitApplyPatcher implements Patcher {
    private final Path directory;
    private final Map<String, byte[]> files;

    private GitApplyPatcher(Path directory, Map<String, byte[]> files) {
        this.directory = directory;
        this.files = files;
    }

    static GitApplyPatcher open(Map<String, byte[]> files) {
        try {
            GitApplyPatcher patcher = new GitApplyPatcher(Files.createTempDirectory("pimainteno-benchmark"), files);
            patcher.reset();
            return patcher;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Patched> patch(byte[] reply) {
        try {
            if (run(reply) != 0) {
                return Optional.empty();
            }
            Map<String, byte[]> contents = contents();
            Set<String> gone = new HashSet<>(files.keySet());
            gone.removeAll(contents.keySet());
            return Optional.of(new Patched(contents, gone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(byte[] reply) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "apply", "-")
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "GIT_CEILING_DIRECTORIES", String.valueOf(directory.getParent()),
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null"));
        Process process = builder.start();
        try {
            try (var input = process.getOutputStream()) {
                input.write(reply);
            } catch (IOException e) {
                // It has seen enough and closed its end; the exit code tells.
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Path path : paths()) {
            if (Files.isRegularFile(path)) {
                contents.put(directory.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return contents;
    }

    @Override
    public void reset() {
        try {
            delete();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            delete();
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() throws IOException {
        for (Path path : paths()) {
            if (!path.equals(directory)) {
                Files.delete(path);
            }
        }
    }

    /** Returns what is in the directory and the directory itself, what is inside before what it is in. */
    private List<Path> paths() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
