package dev.pimainteno.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are written for sh")
class VerifyGateTest {
    private static final RunId RUN = new RunId("20260301-120000-000001");
    private static final Map<String, String> HOST = Map.of(
            "PATH",
            "/usr/local/bin:/usr/bin:/bin",
            "GITHUB_TOKEN",
            "hush",
            "LC_ALL",
            "C",
            "HTTP_PROXY",
            "http://proxy:1");

    private final VerifyGate gate = new VerifyGate(new OpenSandbox("test"), HOST, false);

    @TempDir
    Path root;

    private String base = "1\n";
    private String changed = "2\n";
    private Project project;

    @BeforeEach
    void startWithoutCommands() {
        project = Project.builder(ProjectId.of("shop"), root).build();
    }

    @Test
    void passesWhereNothingIsConfigured() throws InterruptedException {
        assertThat(check()).isEqualTo(Verdict.pass("no verify commands are configured"));
    }

    @Test
    void passesAChangeToTheSummaryWithoutRunningAnything() throws InterruptedException {
        verify(Command.of("sh", "-c", "touch ran; exit 1"));

        assertThat(check(FileEdit.create("codex.md", FileMode.REGULAR, new byte[0])))
                .isEqualTo(Verdict.pass("only codex.md changed: no verify command was run"));
        assertThat(root.resolve("ran")).doesNotExist();
    }

    @Test
    void runsCommandsForTheSummaryBesideAnotherFile() throws InterruptedException {
        verify(sh("exit 1"));

        assertThat(check(FileEdit.move("codex.md", "b.txt", FileMode.REGULAR, new byte[0])))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void passesWhatIsGreenBeforeAndAfter() throws InterruptedException {
        verify(sh("cat a.txt"), Command.of("true"));

        assertThat(check())
                .isEqualTo(Verdict.pass(
                        "`sh -c 'cat a.txt'` succeeds before and after the change",
                        "`true` succeeds before and after the change"));
    }

    @Test
    void failsWhatTheChangeBreaks() throws InterruptedException {
        verify(
                sh("grep -q 1 a.txt || { echo so much; printf '\\033[31mbad\\033[0m\\n' >&2; exit 3; }"),
                sh("echo ran >> ran"));

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        assertThat(verdict.evidence().get(0)).endsWith("ended with exit code 3; it succeeds without the change");
        assertThat(verdict.evidence()).endsWith("Of its output:", "so much", "bad");
        assertThat(root.resolve("ran")).hasContent("ran");
    }

    @Test
    void passesWhatTurnsRedToGreen() throws InterruptedException {
        verify(sh("grep -q 2 a.txt"));

        assertThat(check()).isEqualTo(Verdict.pass("the change turned red to green: `sh -c 'grep -q 2 a.txt'`"));
    }

    @Test
    void isReservedAboutTestsThatTurnRedToGreen() throws InterruptedException {
        verify(sh("grep -q 2 a.txt"));

        Verdict verdict = check(FileEdit.create("tests/test_a.py", FileMode.REGULAR, "pass\n".getBytes(UTF_8)));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Pass(
                                List.of("the change turned red to green: `sh -c 'grep -q 2 a.txt'`"),
                                List.of(
                                        "the change turns red to green, and what it does to tests may be why: tests/test_a.py")));
    }

    @Test
    void blamesNobodyForAProjectThatWasRedAlready() throws InterruptedException {
        verify(sh("echo broken; exit 1"));

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(verdict.evidence().get(0)).contains("the project was already red");
        assertThat(verdict.evidence()).endsWith("broken");
    }

    @Test
    void failsAChangeThatBreaksAnEarlierCommandOfARedProject() throws InterruptedException {
        verify(sh("grep -q 1 a.txt"), sh("exit 1"));

        assertThat(check()).isInstanceOf(Verdict.Fail.class);
    }

    @Test
    void saysNothingOfACommandThatWasNotReachedBefore() throws InterruptedException {
        verify(sh("grep -q 2 a.txt"), sh("exit 1"));

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(verdict.evidence().get(0)).contains("which the change mends");
    }

    @Test
    void saysWhichProgramIsMissing() throws InterruptedException {
        verify(Command.of("no-such-program-here"));

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(verdict.evidence())
                .containsExactly(
                        "`no-such-program-here` could not be run: Cannot start 'no-such-program-here': no such program",
                        "install the program, or correct the project's verify commands");
    }

    @Test
    void failsAChangeThatTakesTheProgramAway() throws InterruptedException {
        verify(Command.of("./check"));
        Workspace workspace =
                workspace(() -> write("check", "#!/bin/sh\n").toFile().setExecutable(true), () -> delete("check"));

        Verdict verdict = gate.check(candidate(workspace, edit()));

        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        assertThat(verdict.evidence().get(0)).contains("`./check` can no longer be run");
    }

    @Test
    void saysNothingWhenTheDeadlinePassesWithoutTheChange() throws InterruptedException {
        verify(sh("echo waiting; touch ran-$(cat a.txt); sleep 60"));
        project = project.toBuilder().verifyTimeout(Duration.ofMillis(700)).build();

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        assertThat(verdict.evidence().get(0)).contains("did not end within 0.7 s without the change");
        assertThat(root.resolve("ran-1")).exists();
        assertThat(root.resolve("ran-2")).doesNotExist();
    }

    @Test
    void failsAChangeThatNeverEndsAndLeavesNothingRunning() throws Exception {
        verify(sh("if grep -q 2 a.txt; then sleep 60 & echo $! > pid; wait; fi"));
        project = project.toBuilder().verifyTimeout(Duration.ofSeconds(2)).build();

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        assertThat(verdict.evidence().get(0)).contains("did not end within 2.0 s; it succeeds without the change");
        long pid = Long.parseLong(Files.readString(root.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(20)));
    }

    @EnabledOnOs(value = OS.LINUX, disabledReason = "what processes use is read from /proc")
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "for i in 1 2 3 4 5 6 7; do sleep 60 & done; wait => processes and threads, more than 6",
                "{ head -c 100000000 /dev/zero; sleep 60; } | tail -c 200000000 => took more memory than 64 MiB"
            })
    void namesTheBoundThatTheChangeOversteps(String command, String bound) throws InterruptedException {
        verify(sh("grep -q 1 a.txt && exit; " + command));
        Sandbox small = Sandbox.none(new Bounds(64 << 20, 0, 6, 1L << 40));

        Verdict verdict =
                new VerifyGate(small, HOST, false).check(candidate(workspace(() -> true, () -> true), edit()));

        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        assertThat(verdict.evidence().get(0)).endsWith(bound + ", and was ended; it succeeds without the change");
    }

    @Test
    void givesCommandsAnEnvironmentOfTheirOwn() throws Exception {
        verify(sh("env > env.txt"));

        assertThat(check()).isInstanceOf(Verdict.Pass.class);

        assertThat(Files.readAllLines(root.resolve("env.txt")))
                .contains(
                        "CI=true",
                        "PIMAINTENO=1",
                        "LC_ALL=C",
                        "HTTP_PROXY=http://proxy:1",
                        "PATH=/usr/local/bin:/usr/bin:/bin")
                .noneMatch(line -> line.contains("hush"));
    }

    @Test
    void keepsTheEndOfALongOutput() throws InterruptedException {
        verify(sh("grep -q 1 a.txt || { yes 'a line of words' | head -n 100000; echo last; exit 1; }"));

        Verdict verdict = check();

        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        assertThat(verdict.evidence()).hasSizeLessThanOrEqualTo(82).endsWith("a line of words", "last");
    }

    @Test
    void saysNothingWhenTheWorkTreeCannotBeMade() throws InterruptedException {
        verify(sh("true"));
        Workspace broken = workspace(
                () -> {
                    throw new ProcessException(ProcessException.Reason.FAILED, "no space left", null);
                },
                () -> true);

        assertThat(gate.check(candidate(broken, edit())))
                .isEqualTo(Verdict.unknown("the work tree could not be made: no space left"));
    }

    @Test
    void endsTheCommandWhenInterrupted() throws Exception {
        verify(sh("sleep 60"));

        Thread.currentThread().interrupt();

        assertThatThrownBy(this::check).isInstanceOf(InterruptedException.class);
    }

    private void verify(Command... commands) {
        project = project.toBuilder().verify(commands).build();
    }

    private static Command sh(String script) {
        return Command.of("sh", "-c", script);
    }

    private Verdict check(FileEdit... files) throws InterruptedException {
        FileEdit[] edits = files.length == 0 ? new FileEdit[] {edit()} : files;
        return gate.check(candidate(workspace(() -> true, () -> true), edits));
    }

    private FileEdit edit() {
        return FileEdit.modify("a.txt", FileMode.REGULAR, changed.getBytes(UTF_8));
    }

    /** The gate looks at the edits' paths and at the work tree; the trees themselves are none of its business. */
    private Candidate candidate(Workspace workspace, FileEdit... edits) {
        FileTree tree = FileTree.of(Map.of("a.txt", base.getBytes(UTF_8)));
        return new Candidate(project, RUN, tree, new Edits(List.of(edits)), tree, workspace);
    }

    private Workspace workspace(Step beforeBase, Step beforeChange) {
        return new Workspace() {
            @Override
            public Path layOutBase() {
                beforeBase.take();
                write("a.txt", base);
                return root;
            }

            @Override
            public Path layOutChange() {
                beforeChange.take();
                write("a.txt", changed);
                return root;
            }

            @Override
            public Path layOut(Edits edits) {
                throw new AssertionError("no test is edited");
            }

            @Override
            public List<Path> borrowed() {
                return List.of();
            }
        };
    }

    private Path write(String path, String text) {
        try {
            return Files.writeString(root.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean delete(String path) {
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files).contains(root.resolve(path));
            Files.delete(root.resolve(path));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step {
        boolean take();
    }
}
