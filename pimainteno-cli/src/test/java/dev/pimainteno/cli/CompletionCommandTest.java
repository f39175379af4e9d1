package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path directory;

    @Test
    void completesCommandsOptionsAndFilesInBash() throws Exception {
        assertThat(complete("pimainteno", ""))
                .contains(
                        "init",
                        "doctor",
                        "run",
                        "runs",
                        "show",
                        "diff",
                        "log",
                        "why",
                        "summary",
                        "cache",
                        "config",
                        "apply",
                        "demo",
                        "completion");
        assertThat(complete("pimainteno", "cache", "")).containsExactlyInAnyOrder("stats", "clear");
        assertThat(complete("pimainteno", "run", "--d")).containsExactly("--dry-run");
        assertThat(complete("pimainteno", "completion", "z")).containsExactly("zsh");
        Files.writeString(directory.resolve("other.toml"), "");
        assertThat(complete("pimainteno", "run", "--config", "oth")).containsExactly("other.toml");
    }

    @Test
    void writesAScriptThatServesEitherShell() {
        Invocation bash = command().run("completion");

        assertThat(bash.exitCode()).isZero();
        assertThat(bash.err()).isEmpty();
        assertThat(bash.out()).contains("bashcompinit", "complete -F _complete_pimainteno ");
        assertThat(command().run("completion", "bash").out()).isEqualTo(bash.out());
        assertThat(command().run("completion", "zsh").out()).isEqualTo(bash.out());
    }

    @Test
    void refusesAShellThatItDoesNotKnow() {
        Invocation misused = command().run("completion", "fish");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).isEqualTo("""
                        pimainteno: there is no completion for 'fish'; there is for: bash, zsh
                        Try 'pimainteno completion --help'.
                        """);
        assertThat(misused.out()).isEmpty();
    }

    private List<String> complete(String... words) throws IOException, InterruptedException {
        boolean present = Files.isExecutable(BASH);
        assertThat(present || !Boolean.getBoolean("pimainteno.real"))
                .as("there is a " + BASH)
                .isTrue();
        assumeTrue(present, "no " + BASH);
        Files.writeString(
                directory.resolve("completion.bash"),
                command().run("completion").out());
        // Outside of a completion there is no compopt; what it would set is of no matter here.
        String script = "compopt() { :; }; source ./completion.bash; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
                + " _complete_pimainteno; printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> argv = new ArrayList<>(List.of(BASH.toString(), "-c", script, "bash"));
        argv.addAll(List.of(words));
        ProcessResult result = ProcessRunner.create()
                .run(ProcessRequest.of(new Command(argv), directory)
                        .environment(Map.of("PATH", "/usr/bin:/bin"))
                        .build());
        assertThat(result.errors()).isEmpty();
        return result.output().lines().map(String::strip).toList();
    }

    private TestedCommand command() {
        return TestedCommand.in(directory);
    }
}
