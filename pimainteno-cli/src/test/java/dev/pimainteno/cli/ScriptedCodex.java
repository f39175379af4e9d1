package dev.pimainteno.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A shell script in the place of codex, which gives prepared answers in order, or does something else in each call. */
final class ScriptedCodex {
    static final String KEY_VARIABLE = "SCRIPTED_KEY";

    private final Path directory;

    private ScriptedCodex(Path directory) {
        this.directory = directory;
    }

    /** Answers the first call with the first text, and so on; says to each further one that nothing is worth doing. */
    static ScriptedCodex answering(Path directory, String... answers) {
        ScriptedCodex codex = new ScriptedCodex(directory);
        codex.install("""
                case $(cat) in
                  *UNCHANGED*) text=UNCHANGED ;;
                  *) text=NOTHING_WORTH_DOING ;;
                esac
                number=$(wc -l < "$here/calls" | tr -d ' ')
                if [ -f "$here/answer-$number" ]; then text=$(cat "$here/answer-$number"); fi
                echo '{"type":"thread.started"}'
                echo '{"type":"turn.started"}'
                printf '%s\\n' '{"type":"item.completed","item":{"type":"agent_message","text":"'"$text"'"}}'
                echo '{"type":"turn.completed","usage":{"input_tokens":1200,"output_tokens":34}}'
                """);
        for (int i = 0; i < answers.length; i++) {
            codex.write("answer-" + (i + 1), escaped(answers[i]));
        }
        return codex;
    }

    /** Executes lines of shell in each call; {@code $here} is the script's directory. */
    static ScriptedCodex executing(Path directory, String lines) {
        ScriptedCodex codex = new ScriptedCodex(directory);
        codex.install(lines);
        return codex;
    }

    /** Returns the configuration of the model. */
    String configuration() {
        return "[llm]\ncommand = \"" + directory.resolve("codex") + "\"\napi_key_env = \"" + KEY_VARIABLE + "\"\n";
    }

    int calls() {
        return lines("calls").size();
    }

    /** Returns the lines of a file beside the script; none if there is no such file. */
    List<String> lines(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : new ArrayList<>();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install(String call) {
        write("codex", """
                #!/bin/sh
                here=$(dirname "$0")
                if [ "$1" = --version ]; then
                  echo 'codex-cli 0.169.0'
                  exit 0
                fi
                if [ "$2" = --help ]; then
                  echo '--json --color --skip-git-repo-check --ephemeral --ignore-user-config --output-schema'
                  exit 0
                fi
                echo called >> "$here/calls"
                """ + call);
        try {
            Files.setPosixFilePermissions(directory.resolve("codex"), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it stands in a JSON string. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
