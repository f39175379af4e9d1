package dev.pimainteno.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Git itself, without the machine's and the user's configuration: what this package does is checked against it. */
public final class NativeGit {
    private final Path directory;

    private NativeGit(Path directory) {
        this.directory = directory;
    }

    /** Runs in a directory that exists. */
    public static NativeGit in(Path directory) {
        return new NativeGit(directory);
    }

    /** Makes a repository with a commit on {@code main}. */
    public static NativeGit repository(Path directory) {
        try {
            Files.createDirectories(directory);
            NativeGit git = new NativeGit(directory);
            git.run("init", "-q", "-b", "main");
            git.run("config", "user.name", "Ada");
            git.run("config", "user.email", "ada@example.org");
            git.write("a.txt", "one\ntwo\nthree\n");
            git.commit("Begin");
            return git;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    /** Makes a bare repository beside this one, pushes {@code main} there and names it {@code origin}. */
    public NativeGit withRemote() {
        Path bare = directory.resolveSibling(directory.getFileName() + ".remote.git");
        run("init", "-q", "--bare", "-b", "main", bare.toString());
        run("remote", "add", "origin", bare.toString());
        run("push", "-q", "-u", "origin", "main");
        return new NativeGit(bare);
    }

    public NativeGit write(String path, String text) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String commit(String message) {
        run("add", "-A");
        run("commit", "-q", "-m", message);
        return head();
    }

    public String head() {
        return run("rev-parse", "HEAD").strip();
    }

    /** Runs git and returns what it printed; a failure of git is a failure of the test. */
    public String run(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(argv).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment()
                .putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null", "LC_ALL", "C"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new AssertionError(argv + " in " + directory + " exited with " + exitCode + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
