package dev.pimainteno.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

class DemoCommandTest {
    private static final String PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final SystemReader machine = SystemReader.getInstance();
    private final String home = System.getProperty("user.home");

    @BeforeEach
    void liveInAnEmptyHome() throws IOException {
        System.setProperty(
                "user.home", Files.createDirectory(directory.resolve("home")).toString());
    }

    @AfterEach
    void moveBack() {
        System.setProperty("user.home", home);
        SystemReader.setInstance(machine);
    }

    @Test
    void mendsTheProgramAndPushesTheCommit() throws Exception {
        requireGit();

        int exitCode = demo(PATH, Ansi.OFF, "--directory", place().toString());

        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(git("till.git", "show", "main:till.sh")).contains("echo $((($1 + 2) / 5 * 5))");
        assertThat(git("till.git", "show", "main:codex.md")).startsWith("# till\n");
        assertThat(git("till.git", "log", "-1", "--format=%an: %B", "main"))
                .startsWith("Pimainteno: Round the total to the nearest 5 cents\n\n")
                .contains("Pimainteno-Run: ", "Pimainteno-Task: summary, improve\n");
        assertThat(git("till.git", "rev-list", "--count", "main")).isEqualTo("4\n");
        assertThat(git("till.git", "fsck", "--strict")).isEmpty();
        assertThat(git("till", "status", "--porcelain=v2", "--branch"))
                .contains("# branch.oid " + git("till.git", "rev-parse", "main"))
                .doesNotContain("\n1 ", "\n? ");
        assertThat(directory.resolve("home")).isEmptyDirectory();
    }

    @Test
    void tellsWhatHappenedInEachPhase() {
        demo(PATH, Ansi.OFF, "--directory", place().toString());

        assertThat(out.toString())
                .startsWith("The model's replies are a recording; everything else is real.\n")
                .containsSubsequence(
                        "FAILED  1233 makes 12.30, not 12.35",
                        "exit code 1",
                        "First run",
                        "till.sh hunk 1: shifted at line 13, +9",
                        "gate      verify: pass",
                        "the change turned red to green: `sh test.sh`",
                        "was pushed to 'main' and checked out.",
                        "3 questions were asked.",
                        "+    echo $((($1 + 2) / 5 * 5))",
                        "ok      1233 makes 12.35",
                        "exit code 0",
                        "Second run",
                        "No change: the model found nothing worth doing",
                        "One question was asked.",
                        "Third run",
                        "idle      nothing has changed since the last look",
                        "No question was asked.")
                .doesNotContain("  NO   ", "\u001b");
    }

    @Test
    void tellsTheSameEachTime() throws IOException {
        demo(PATH, Ansi.OFF, "--directory", place().toString());
        String first = withoutNamesOfTheMoment();
        out.getBuffer().setLength(0);

        demo(PATH, Ansi.OFF, "--directory", directory.resolve("again").toString());

        assertThat(withoutNamesOfTheMoment()).isEqualTo(first);
    }

    @Test
    void usesColoursWhereTheyAreWelcome() {
        demo(PATH, Ansi.ON, "--directory", place().toString());

        assertThat(out.toString()).contains("\u001b[32m+    echo $((($1 + 2) / 5 * 5))\u001b[39m");
    }

    @Test
    void needsNothingButJavaAndAShell() throws Exception {
        Path nowhere = Files.createDirectory(directory.resolve("nowhere"));
        Path printed = directory.resolve("printed");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + nowhere,
                "-cp",
                System.getProperty("java.class.path"),
                DemoProgram.class.getName(),
                "--directory",
                place().toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", nowhere.toString());

        int exitCode = finish(builder.start());

        assertThat(Files.readString(printed)).contains("yes  ").doesNotContain("  NO   ", "\u001b");
        assertThat(exitCode).isZero();
        assertThat(nowhere).isEmptyDirectory();
    }

    @Test
    void failsWhereTheTestCannotTellRightFromWrong() throws IOException {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Path blind = Files.writeString(programs.resolve("sh"), "#!/bin/sh\nexit 0\n");
        assertThat(blind.toFile().setExecutable(true)).isTrue();

        int exitCode = demo(programs.toString(), Ansi.OFF, "--directory", place().toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString()).contains("NO   The test failed before the first run and passes after it.");
        assertThat(err.toString()).startsWith("The demo failed: not everything happened as it should");
    }

    @Test
    void saysWhichProgramIsMissing() {
        int exitCode = demo(directory.resolve("home").toString(), Ansi.OFF, "--directory", place().toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).startsWith("The demo failed: ").contains("'sh'");
    }

    @Test
    void saysWhereItMayNotMakeAProject() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        int exitCode = demo(PATH, Ansi.OFF, "--directory", file.resolve("demo").toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).startsWith("The demo failed: ").contains(file.toString());
    }

    @Test
    void leavesADirectoryAloneThatHoldsSomething() throws IOException {
        Path mine = Files.writeString(Files.createDirectory(place()).resolve("mine.txt"), "mine");

        int exitCode = demo(PATH, Ansi.OFF, "--directory", place().toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("--directory must be absent or empty");
        assertThat(place()).isDirectoryContaining(mine::equals);
        assertThat(place().toFile().list()).hasSize(1);
    }

    private Path place() {
        return directory.resolve("demo");
    }

    private int demo(String path, Ansi ansi, String... arguments) {
        return new CommandLine(new DemoCommand(Map.of("PATH", path, "HOME", System.getProperty("user.home"))))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(Help.defaultColorScheme(ansi))
                .execute(arguments);
    }

    /** Ids, the name of the run and paths are those of the moment; ids are also what the person's commits have. */
    private String withoutNamesOfTheMoment() throws IOException {
        String text = out.toString();
        Matcher delivered = Pattern.compile("deliver +([0-9a-f]{10}) ").matcher(text);
        assertThat(delivered.find()).isTrue();
        return text.replace(delivered.group(1), "COMMIT")
                .replaceAll("\\d{8}-\\d{6}-[0-9a-f]{6}", "RUN")
                .replace(directory.toRealPath().resolve("again").toString(), "PLACE")
                .replace(directory.toRealPath().resolve("demo").toString(), "PLACE");
    }

    private static void requireGit() {
        boolean present =
                Pattern.compile(":").splitAsStream(PATH).anyMatch(place -> Files.isExecutable(Path.of(place, "git")));
        assertThat(present || !Boolean.getBoolean("pimainteno.real")).isTrue();
        Assumptions.assumeTrue(present, "no git on the search path");
    }

    private String git(String repository, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", place().resolve(repository).toString()));
        command.addAll(List.of(arguments));
        Path printed = directory.resolve("printed");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().put("HOME", directory.resolve("home").toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        assertThat(finish(builder.start())).as("%s", command).isZero();
        return Files.readString(printed);
    }

    private static int finish(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
