package dev.pimainteno.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small repositories without a remote, a configuration that names them all, and a stand-in for codex. */
final class ManyProjects {
    static final Map<String, String> ENVIRONMENT = Map.of("BENCHMARK_KEY", "none");

    private static final int FILES = 10;
    private static final String CODEX = """
            #!/bin/sh
            case "$*" in
                *--version*) echo 'codex-cli 0.169.0' ;;
                *--help*) echo '--json --color --skip-git-repo-check --ephemeral --ignore-user-config --output-schema' ;;
                *)
                    echo called >>"$(dirname "$0")/calls"
                    case $(cat) in
                        *UNCHANGED*) text=UNCHANGED ;;
                        *) text=NOTHING_WORTH_DOING ;;
                    esac
                    echo '{"type":"thread.started"}'
                    echo '{"type":"turn.started"}'
                    echo '{"type":"item.completed","item":{"type":"agent_message","text":"'"$text"'"}}'
                    echo '{"type":"turn.completed","usage":{"input_tokens":1,"output_tokens":1}}'
                    ;;
            esac
            """;

    private final Path directory;

    private ManyProjects(Path directory) {
        this.directory = directory;
    }

    static ManyProjects create(Path directory, int number) throws IOException, InterruptedException {
        Path first = Files.createDirectories(directory.resolve("p1"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(first.resolve("file" + i + ".txt"), ("line of file " + i + "\n").repeat(20));
        }
        git(first, "init", "-q", "-b", "main");
        git(first, "add", "-A");
        git(first, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "Begin");
        StringBuilder configuration = new StringBuilder("[state]\npath = \"state\"\n");
        configuration.append("[llm]\ncommand = '").append(codex(directory)).append("'\n");
        configuration.append("api_key_env = \"BENCHMARK_KEY\"\n");
        for (int i = 1; i <= number; i++) {
            if (i > 1) {
                copy(first, directory.resolve("p" + i));
            }
            configuration.append("[[projects]]\npath = \"p").append(i).append("\"\n");
        }
        Files.writeString(directory.resolve("PiMainteno.toml"), configuration);
        return new ManyProjects(directory);
    }

    Path directory() {
        return directory;
    }

    /** Returns how often the model was asked. */
    int modelCalls() throws IOException {
        Path calls = directory.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private static Path codex(Path directory) throws IOException {
        Path codex = Files.writeString(directory.resolve("codex"), CODEX);
        return Files.setPosixFilePermissions(codex, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void git(Path directory, String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
        new WholeProcess("git", directory, Map.of(), command).output();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(file -> !file.toString().endsWith(".sample")).toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file)));
        }
    }
}
