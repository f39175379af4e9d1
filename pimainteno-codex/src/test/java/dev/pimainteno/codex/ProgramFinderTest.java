package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramFinderTest {

    @TempDir
    private Path directory;

    private Path launcher;

    @BeforeEach
    void installLauncher() throws IOException {
        Path script = program("node_modules/@openai/codex/bin/codex.js");
        Path bin = Files.createDirectories(directory.resolve("node_modules/.bin"));
        launcher = Files.createSymbolicLink(bin.resolve("codex"), script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/bin/codex",
                "node_modules/@openai/codex/node_modules/@openai/codex-linux-x64/vendor/x86_64-unknown-linux-musl/codex/codex",
                "node_modules/@openai/codex/vendor/x86_64-unknown-linux-musl/codex/codex"
            })
    void prefersTheNativeProgramBehindNpmsLauncher(String path) throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the layout is that of Linux on x64");
        Path program = program(path);

        assertThat(new ProgramFinder("").find(launcher.toString())).contains(program);
    }

    @Test
    void runsALauncherOfAnUnknownLayout() {
        assertThat(new ProgramFinder("").find(launcher.toString())).contains(launcher);
    }

    @Test
    void takesTheFirstProgramAlongThePath() throws IOException {
        Path program = program("b/codex");
        Files.createDirectories(directory.resolve("a/codex"));
        program("c/codex");
        String searchPath = directory + "/missing::" + directory + "/a:" + directory + "/b:" + directory + "/c";

        assertThat(new ProgramFinder(searchPath).find("codex")).contains(program);
    }

    @Test
    void findsNothingWhereNothingCanBeRun() throws IOException {
        Files.writeString(directory.resolve("codex"), "no program");

        assertThat(new ProgramFinder(directory.toString()).find("codex")).isEmpty();
        assertThat(new ProgramFinder("").find("codex")).isEmpty();
        assertThat(new ProgramFinder("").find("/nonexistent/codex")).isEmpty();
    }

    private Path program(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
