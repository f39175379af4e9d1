package dev.pimainteno.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessRequest.Overflow;
import dev.pimainteno.process.ProcessResult.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a child does and how it ends, with the real {@code sh}; what it leaves behind is {@link ProcessTreeTest}'s. */
@Timeout(120)
class ProcessRunnerTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ProcessRunner runner = ProcessRunner.create();

    @TempDir
    Path directory;

    @Test
    void returnsExitCodeAndBothStreams() throws InterruptedException {
        ProcessResult result = runner.run(sh("echo out; echo err >&2; exit 7").build());

        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).isEqualTo("out\n");
        assertThat(result.errors()).isEqualTo("err\n");
        assertThat(result.truncated()).isFalse();
        assertThat(result.elapsed()).isPositive();
    }

    @Test
    void succeedsWithExitCodeZero() throws InterruptedException {
        assertThat(runner.run(sh("exit 0").build()).succeeded()).isTrue();
    }

    @Test
    void tellsWhichSignalEndedAProcess() throws InterruptedException {
        ProcessResult result = runner.run(sh("kill -9 $$").build());

        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertThat(result.exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void joinsTheStreamsInOrder() throws InterruptedException {
        ProcessResult result =
                runner.run(sh("echo 1; echo 2 >&2; echo 3").errorsJoinOutput().build());

        assertThat(result.output()).isEqualTo("1\n2\n3\n");
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void givesTheChildExactlyTheEnvironmentAskedFor() throws InterruptedException {
        ProcessRequest request = ProcessRequest.of(Command.of("/usr/bin/env"), directory)
                .environment(Map.of("ONLY", "this one"))
                .build();

        assertThat(runner.run(request).output()).isEqualTo("ONLY=this one\n");
    }

    @Test
    void startsTheChildInTheDirectory() throws InterruptedException, IOException {
        assertThat(runner.run(sh("pwd -P").build()).output().strip())
                .isEqualTo(directory.toRealPath().toString());
    }

    @Test
    void handsArgumentsOverAsTheyAre() throws InterruptedException {
        String argument = "$HOME `id` \"double\" 'single' \\ * ; & | > x\n-Größe";
        ProcessRequest request = ProcessRequest.of(Command.of("printf", "%s|", argument, "", "--"), directory)
                .environment(ENVIRONMENT)
                .build();

        assertThat(runner.run(request).output()).isEqualTo(argument + "||--|");
    }

    @Test
    void givesTheChildItsInputAndAnEnd() throws InterruptedException {
        String text = "Größe 🙂\n".repeat(50_000);

        ProcessResult result = runner.run(command("cat")
                .input(text.getBytes(StandardCharsets.UTF_8))
                .maxOutput(4 << 20, Overflow.KEEP_ENDS)
                .build());

        assertThat(result.output()).isEqualTo(text);
        assertThat(runner.run(command("cat").build()).output()).isEmpty();
    }

    @Test
    void doesNotMindAChildThatDoesNotReadItsInput() throws InterruptedException {
        ProcessResult result = runner.run(sh("exit 3").input(new byte[1 << 20]).build());

        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void endsAProcessAtTheDeadline() throws InterruptedException {
        ProcessResult result = runner.run(sh("exec sleep 600").timeout(SHORT).build());

        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(result.exitCode()).isEqualTo(128 + 15);
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void givesAProcessTheTimeToTidyUp() throws InterruptedException {
        ProcessResult result = runner.run(sh("trap 'echo tidied; exit 5' TERM; echo begun; while :; do sleep 0.1; done")
                .lastLine("begun"::equals)
                .build());

        assertThat(result.ending()).isEqualTo(Ending.LINGERED);
        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.output()).isEqualTo("begun\ntidied\n");
    }

    @Test
    void endsAProcessThatIgnoresTheFriendlySignal() throws InterruptedException {
        ProcessResult result = runner.run(sh("trap '' TERM; echo begun; while :; do sleep 0.1; done")
                .lastLine("begun"::equals)
                .build());

        assertThat(result.ending()).isEqualTo(Ending.LINGERED);
        assertThat(result.exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void endsAProcessThatFallsSilent() throws InterruptedException {
        ProcessResult result = runner.run(sh("echo begun; exec sleep 600")
                .firstOutputWithin(Duration.ofSeconds(30))
                .maxSilence(SHORT)
                .build());

        assertThat(result.ending()).isEqualTo(Ending.STALLED);
        assertThat(result.output()).isEqualTo("begun\n");
    }

    @Test
    void endsAProcessThatOnlyComplains() throws InterruptedException {
        ProcessResult result = runner.run(sh("while :; do echo still busy >&2; sleep 0.05; done")
                .maxSilence(SHORT)
                .build());

        assertThat(result.ending()).isEqualTo(Ending.STALLED);
    }

    @Test
    void boundsTheTimeUntilTheFirstOutputApart() throws InterruptedException {
        ProcessResult neverSpoke =
                runner.run(sh("exec sleep 600").firstOutputWithin(SHORT).build());
        ProcessResult spoke = runner.run(sh("echo at last; exec sleep 1")
                .firstOutputWithin(Duration.ofSeconds(30))
                .build());

        assertThat(neverSpoke.ending()).isEqualTo(Ending.STALLED);
        assertThat(spoke.ending()).isEqualTo(Ending.EXITED);
    }

    @Test
    void keepsBothEndsOfTooMuchOutput() throws InterruptedException {
        ProcessResult result = runner.run(
                sh("echo FIRST; i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done; " + "echo LAST")
                        .maxOutput(1024, Overflow.KEEP_ENDS)
                        .build());

        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertThat(result.truncated()).isTrue();
        assertThat(result.output()).startsWith("FIRST\nline 0\n").endsWith("line 499\nLAST\n");
        assertThat(result.output()).contains("bytes left out").hasSizeLessThan(1024 + 64);
    }

    @Test
    void endsAProcessThatPrintsTooMuch() throws InterruptedException {
        ProcessResult result = runner.run(sh("while :; do echo more and more and more; done")
                .maxOutput(1024, Overflow.END_PROCESS)
                .build());

        assertThat(result.ending()).isEqualTo(Ending.TOO_MUCH_OUTPUT);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void noticesTooMuchOutputOfAProcessThatEndsAtOnce() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            ProcessResult result = runner.run(sh("printf '%01025d' 0 >&2")
                    .maxOutput(1024, Overflow.END_PROCESS)
                    .build());

            assertThat(result.ending()).isEqualTo(Ending.TOO_MUCH_OUTPUT);
            assertThat(result.succeeded()).isFalse();
        }
    }

    @Test
    void takesExactlyAsMuchOutputAsItMay() throws InterruptedException {
        ProcessResult result = runner.run(
                sh("printf '%01024d' 0").maxOutput(1024, Overflow.END_PROCESS).build());

        assertThat(result.succeeded()).isTrue();
        assertThat(result.output()).hasSize(1024);
    }

    @Test
    void endsAProcessThatStaysAfterItsLastLine() throws InterruptedException {
        ProcessResult result = runner.run(sh("echo working; echo done; exec sleep 600")
                .lastLine("done"::equals)
                .build());

        assertThat(result.ending()).isEqualTo(Ending.LINGERED);
        assertThat(result.output()).isEqualTo("working\ndone\n");
    }

    @Test
    void letsAProcessGoThatLeavesAfterItsLastLine() throws InterruptedException {
        ProcessResult result =
                runner.run(sh("echo done; exit 4").lastLine("done"::equals).build());

        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertThat(result.exitCode()).isEqualTo(4);
    }

    @Test
    void passesTheInterruptOnWhenTheProcessHasEnded() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        List<Long> pids = new ArrayList<>();
        ProcessRequest request = sh("echo $$; exec sleep 600")
                .lastLine(line -> {
                    pids.add(Long.parseLong(line));
                    begun.countDown();
                    return false;
                })
                .build();
        FutureTask<String> run = new FutureTask<>(() -> {
            try {
                return "ended: " + runner.run(request).ending();
            } catch (InterruptedException e) {
                return "interrupted";
            }
        });
        Thread caller = new Thread(run);
        caller.start();
        begun.await();

        caller.interrupt();

        assertThat(run.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
        Processes.awaitGone(pids.get(0));
    }

    @Test
    void startsNothingThatOutlivesACallerInterruptedBefore() {
        Path proof = directory.resolve("ran-to-its-end");

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> runner.run(sh("sleep 600; touch " + proof).build()));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(proof).doesNotExist();
    }

    @Test
    void runsManyAtOnce() throws Exception {
        List<FutureTask<String>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ProcessRequest request = sh("cat; exit 0")
                    .input(("number " + i).getBytes(StandardCharsets.UTF_8))
                    .build();
            FutureTask<String> run = new FutureTask<>(() -> runner.run(request).output());
            runs.add(run);
            new Thread(run).start();
        }

        for (int i = 0; i < runs.size(); i++) {
            assertThat(runs.get(i).get(60, TimeUnit.SECONDS)).isEqualTo("number " + i);
        }
    }

    @Test
    void saysThatAProgramIsMissing() {
        assertFailure(Reason.NOT_FOUND, "no-such-program-anywhere");
        assertFailure(Reason.NOT_FOUND, "/usr/bin/no-such-program-anywhere");
        assertFailure(Reason.NOT_FOUND, "./no-such-program-anywhere");
        assertFailure(Reason.NOT_FOUND, directory.toString());
    }

    @Test
    void saysThatAProgramMayNotBeExecuted() throws IOException {
        Path file = Files.writeString(directory.resolve("script"), "#!/bin/sh\n");

        assertFailure(Reason.NOT_PERMITTED, "./script");
        assertFailure(Reason.NOT_PERMITTED, file.toString());
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        Path missing = directory.resolve("missing");

        assertThatExceptionOfType(ProcessException.class)
                .isThrownBy(() -> runner.run(
                        ProcessRequest.of(Command.of("/bin/sh"), missing).build()))
                .withMessageContaining(missing.toString())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FAILED));
    }

    @Test
    void findsNothingWithoutASearchPath() {
        assertThatExceptionOfType(ProcessException.class)
                .isThrownBy(() -> runner.run(
                        ProcessRequest.of(Command.of("sh"), directory).build()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void neverTakesAProgramOutOfTheWorkingDirectoryUnasked() throws Exception {
        script("echo", "hostile");
        for (String searchPath : List.of(":/usr/bin:/bin", ".:/usr/bin:/bin", "/no/such:.:/usr/bin:/bin")) {
            ProcessRequest request = ProcessRequest.of(Command.of("echo", "honest"), directory)
                    .environment(Map.of("PATH", searchPath))
                    .build();

            assertThat(runner.run(request).output()).as(searchPath).isEqualTo("honest\n");
        }
    }

    @Test
    void runsAProgramWhoseNameBeginsWithADash() throws Exception {
        script("-f", "not an option");

        ProcessRequest bare = ProcessRequest.of(Command.of("-f"), directory)
                .environment(Map.of("PATH", directory + ":/usr/bin:/bin"))
                .build();
        Files.createDirectory(directory.resolve("-d"));
        script("-d/x", "not an option either");

        assertThat(runner.run(bare).output()).isEqualTo("not an option\n");
        assertThat(runner.run(command("-d/x").build()).output()).isEqualTo("not an option either\n");
    }

    @Test
    void refusesBoundsThatMakeNoSense() {
        ProcessRequest.Builder builder = sh("true");

        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxSilence(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxOutput(1023, Overflow.KEEP_ENDS));
    }

    private ProcessRequest.Builder sh(String script) {
        return command("/bin/sh", "-c", script);
    }

    private ProcessRequest.Builder command(String... argv) {
        return ProcessRequest.of(Command.of(argv), directory)
                .environment(ENVIRONMENT)
                .timeout(Duration.ofSeconds(60));
    }

    private void script(String name, String says) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\nprintf '%s\\n' '" + says + "'\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void assertFailure(Reason reason, String program) {
        assertThatExceptionOfType(ProcessException.class)
                .isThrownBy(() -> runner.run(command(program).build()))
                .withMessageContaining(program)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
