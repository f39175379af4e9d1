package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The command in this process, in a directory, with streams and variables of its own. */
final class TestedCommand {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private byte[] input = {};

    private TestedCommand(Path directory) {
        this.directory = directory;
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        environment.put("HOME", directory.resolve("home").toString());
        environment.put(ScriptedCodex.KEY_VARIABLE, "key");
    }

    static TestedCommand in(Path directory) {
        return new TestedCommand(directory);
    }

    TestedCommand input(String text) {
        return input(text.getBytes(UTF_8));
    }

    TestedCommand input(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    /** Sets a variable. */
    TestedCommand with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Takes a variable away. */
    TestedCommand without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Writes a file below the directory. */
    TestedCommand file(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Invocation run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings =
                new Surroundings(new ByteArrayInputStream(input), out, err, environment, directory, false, false);
        int exitCode = Pimainteno.in(surroundings).execute(arguments);
        return new Invocation(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** What came of a command. */
    record Invocation(int exitCode, String out, String err) {}
}
