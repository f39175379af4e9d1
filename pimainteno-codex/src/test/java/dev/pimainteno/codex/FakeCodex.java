package dev.pimainteno.codex;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A shell script in the place of codex. It answers the questions for its version and options, notes each call, and does
 * in a call what a test wants.
 */
final class FakeCodex {
    static final String HELP = "--json --color --skip-git-repo-check --ephemeral --ignore-user-config --output-schema";
    static final String ANSWER = """
            echo '{"type":"thread.started"}'
            echo '{"type":"turn.started"}'
            echo '{"type":"item.completed","item":{"type":"agent_message","text":"an answer"}}'
            echo '{"type":"turn.completed","usage":{"input_tokens":3,"output_tokens":2}}'
            """;

    private final Path directory;

    private FakeCodex(Path directory) {
        this.directory = directory;
    }

    static FakeCodex in(Path directory, String call) {
        return in(directory, "codex-cli 0.169.0", HELP, call);
    }

    static FakeCodex in(Path directory, String version, String help, String call) {
        FakeCodex codex = new FakeCodex(directory);
        codex.write(version, help, call);
        return codex;
    }

    void write(String version, String help, String call) {
        String script = """
                #!/bin/sh
                here=$(dirname "$0")
                if [ "$1" = --version ]; then
                  echo probed >> "$here/probes"
                  echo '%s'
                  exit 0
                fi
                if [ "$2" = --help ]; then
                  echo '%s'
                  exit 0
                fi
                echo called >> "$here/calls"
                for argument in "$@"; do echo "$argument"; done > "$here/arguments"
                %s
                """.formatted(version, help, call);
        try {
            Files.writeString(path(), script);
            Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return directory.resolve("codex");
    }

    int calls() {
        return lines("calls").size();
    }

    int probes() {
        return lines("probes").size();
    }

    List<String> arguments() {
        return lines("arguments");
    }

    /** Returns the lines of a file beside the script; none if there is no such file. */
    List<String> lines(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
