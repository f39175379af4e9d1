package dev.pimainteno.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays through what people do with the command, so that Java can note which classes that takes. Started by {@code
 * bin/pimainteno-archive}, never by the command itself.
 */
final class Rehearsal {
    /** Stands in for codex, and finds nothing worth doing. */
    private static final String CODEX = """
            #!/bin/sh
            case "$*" in
                *--version*) echo 'codex-cli 0.169.0' ;;
                *--help*) echo '--json --color --skip-git-repo-check --ephemeral --ignore-user-config --output-schema' ;;
                *)
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

    private Rehearsal(Path directory) {
        this.directory = directory;
    }

    /**
     * Exits with 0 if all went well.
     *
     * @param arguments an empty directory, which somebody else deletes afterwards
     */
    public static void main(String[] arguments) throws IOException {
        new Rehearsal(Path.of(arguments[0]).toRealPath()).play();
    }

    private void play() throws IOException {
        Path codex = Files.writeString(directory.resolve("codex"), CODEX);
        Files.setPosixFilePermissions(codex, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(directory.resolve("PiMainteno.toml"), configuration(codex));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("REHEARSED_KEY", "none");
        for (String[] scene : scenes()) {
            Surroundings surroundings = new Surroundings(
                    InputStream.nullInputStream(), System.out, System.err, environment, directory, false, false);
            int exitCode = Pimainteno.in(surroundings).execute(scene);
            if (exitCode != ExitCode.GOOD) {
                throw new IllegalStateException(String.join(" ", scene) + " ended with " + exitCode);
            }
        }
    }

    private static String configuration(Path codex) {
        return """
                [state]
                path = "state"

                [llm]
                command = '%s'
                api_key_env = "REHEARSED_KEY"

                [[projects]]
                path = "demo/till"
                """.formatted(codex);
    }

    private List<String[]> scenes() {
        return List.of(
                new String[] {"--version"},
                new String[] {"--help"},
                new String[] {"demo", "--directory", directory.resolve("demo").toString()},
                new String[] {"config", "check"},
                new String[] {"run", "--json"},
                new String[] {"--one-shot"},
                new String[] {"runs"},
                new String[] {"show", "last", "--json"},
                new String[] {"log", "last"},
                new String[] {"why", "till"},
                new String[] {"budget"},
                new String[] {"learnings"},
                new String[] {"review", "list"});
    }
}
