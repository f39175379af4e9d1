package dev.pimainteno.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessException.Reason;
import dev.pimainteno.process.ProcessMark;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessRequest.Overflow;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessResult.Ending;
import dev.pimainteno.sandbox.Allowance;
import dev.pimainteno.sandbox.Bounds;
import dev.pimainteno.sandbox.HostDirectories;
import dev.pimainteno.sandbox.Protection;
import dev.pimainteno.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Sandbox} must do with commands that do what they should not. Tests of what only an enclosing sandbox can do are
 * skipped for one that says that it does not enclose. Needs {@code /proc}, {@code sh}, {@code bash} and {@code setsid}.
 */
@Timeout(180)
public abstract class SandboxContract {
    /** Small, so that a command that oversteps them does no harm; of memory there is enough for a Java program. */
    private static final Bounds BOUNDS = new Bounds(96L << 20, 0, 60, 24L << 20);

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration SHORT = Duration.ofSeconds(2);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path state;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path tree;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Sandbox sandbox;

    /** Stands in the command line of every process that a test leaves to its own. */
    private String lasting = "";

    /** Returns the sandbox. Called once in each test. */
    protected abstract Sandbox open(HostDirectories directories, Bounds bounds) throws Exception;

    /** Returns an empty directory that the sandbox can be used in. Called once in each test. */
    protected abstract Path directory() throws Exception;

    @BeforeEach
    final void layOutAHost() throws Exception {
        Path root = directory().toRealPath();
        home = Files.createDirectories(root.resolve("home/keeper"));
        state = Files.createDirectories(root.resolve("state"));
        tree = Files.createDirectories(state.resolve("projects/shop/tree"));
        write(home.resolve(".ssh/id"), "private key");
        write(home.resolve("checkout/file"), "work of the user");
        write(home.resolve(".m2/repository/library"), "library");
        write(home.resolve(".m2/settings-security.xml"), "master password");
        write(state.resolve("token"), "token of the forge");
        write(state.resolve("projects/shop/objects.git/object"), "object");
        sandbox = open(
                HostDirectories.of(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"), List.of(state)), BOUNDS);
        lasting = "sleep 60" + System.nanoTime() % 1_000_000_000L;
    }

    @Test
    void runsACommandInTheWorkTree() throws Exception {
        ProcessResult result = run("pwd; echo made >made; exit 7");

        assertThat(result.ending()).isEqualTo(Ending.EXITED);
        assertThat(result.exitCode()).as(result.output()).isEqualTo(7);
        assertThat(result.output()).isEqualTo(tree + "\n");
        assertThat(tree.resolve("made")).hasContent("made");
    }

    @Test
    void handsArgumentsOnAsTheyAre() throws Exception {
        Command command = Command.of("printf", "%s|", "two words", "$HOME", "${X}", "a\"b'c", "%h", "\\n", "");

        ProcessResult result = sandbox.run(request(command, LONG).build(), Allowance.none());

        assertThat(result.output()).isEqualTo("two words|$HOME|${X}|a\"b'c|%h|\\n||");
    }

    @Test
    void saysThatAProgramIsMissing() {
        assertThatExceptionOfType(ProcessException.class)
                .isThrownBy(() ->
                        sandbox.run(request(Command.of("no-such-program"), LONG).build(), Allowance.none()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void nothingOutlivesACommandThatEnds() throws Exception {
        ProcessResult result = run("setsid sh -c '" + lasting + " & " + lasting + "' >/dev/null 2>&1 &"
                + " (setsid sh -c 'trap \"\" TERM HUP; (" + lasting + " &)' >/dev/null 2>&1 &); sleep 1; echo done");

        assertThat(result.output()).isEqualTo("done\n");
        awaitNothingLasts();
    }

    @Test
    void nothingOutlivesACommandThatNeverEnds() throws Exception {
        ProcessResult result = sandbox.run(
                request(
                                sh("trap '' TERM HUP INT; (setsid sh -c 'trap \"\" TERM; " + lasting
                                        + "' >/dev/null 2>&1 &); while :; do " + lasting + "; done"),
                                SHORT)
                        .build(),
                Allowance.none());

        assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
        awaitNothingLasts();
    }

    @Test
    void nothingOutlivesAnInterrupt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            try {
                sandbox.run(
                        request(sh("echo begun; (setsid " + lasting + " >/dev/null 2>&1 &); " + lasting), LONG)
                                .lastLine(line -> {
                                    begun.countDown();
                                    return false;
                                })
                                .build(),
                        Allowance.none());
                return false;
            } catch (InterruptedException e) {
                return true;
            }
        });
        Thread thread = new Thread(call);
        thread.start();
        assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        thread.interrupt();

        assertThat(call.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        awaitNothingLasts();
    }

    @Test
    void endsACommandThatForksWithoutEnd() throws Exception {
        ProcessResult result = run("i=0; while [ $i -lt 300 ]; do " + lasting + " & i=$((i+1)); done; wait");

        assertThat(result.succeeded()).isFalse();
        assertThat(result.ending() == Ending.OBJECTED || result.exitCode() != 0).isTrue();
        awaitNothingLasts();
    }

    @Test
    void endsACommandThatTakesTooMuchMemory() throws Exception {
        ProcessResult result = run("head -c 200M /dev/zero | tail | " + lasting);

        assertThat(result.ending()).as(result.output()).isEqualTo(Ending.OBJECTED);
        assertThat(result.objection()).contains("memory");
        awaitNothingLasts();
    }

    @Test
    void endsACommandThatFillsTheDiskAndClearsUpAfterIt() throws Exception {
        ProcessResult result = run("head -c 300M /dev/zero >big; " + lasting);

        assertThat(result.ending()).isEqualTo(Ending.OBJECTED);
        assertThat(result.objection()).contains("files");
        assertThat(tree).isEmptyDirectory();
        awaitNothingLasts();
    }

    @Test
    void keepsLittleOfAGigabyteOfOutput() throws Exception {
        ProcessResult result = sandbox.run(
                request(sh("head -c 1000000000 /dev/zero; echo; echo end"), LONG)
                        .maxOutput(64 << 10, Overflow.KEEP_ENDS)
                        .build(),
                Allowance.none());

        assertThat(result.succeeded()).isTrue();
        assertThat(result.truncated()).isTrue();
        assertThat(result.output()).hasSizeLessThan(70_000).endsWith("end\n");
    }

    @Test
    void givesEachCommandATemporaryDirectoryOfItsOwn() throws Exception {
        ProcessResult first = run("echo x >\"$TMPDIR/left-by-a-command\"; ls \"$TMPDIR\"");
        ProcessResult second = run("ls \"$TMPDIR\" | grep left-by; ls /tmp | grep left-by-a-command; true");

        assertThat(first.output()).contains("left-by-a-command");
        assertThat(second.output()).isEmpty();
    }

    @Test
    void showsNoVariableButThoseOfTheRequest() throws Exception {
        ProcessResult result = run("env | cut -d= -f1; cat /proc/self/environ | tr '\\0' '\\n' | cut -d= -f1");

        assertThat(result.output().lines())
                .isNotEmpty()
                .isSubsetOf("PATH", "HOME", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_", ProcessMark.VARIABLE);
    }

    @Test
    void showsNoProcessOfTheHost() throws Exception {
        enclosing();

        ProcessResult result = run("cat /proc/[0-9]*/comm");

        assertThat(result.output().lines()).contains("sh").doesNotContain("java", "bash", "systemd");
    }

    @Test
    void hasNoNetworkUnlessItIsAllowed() throws Exception {
        enclosing();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String connect = "bash -c 'echo >/dev/tcp/127.0.0.1/" + server.getLocalPort()
                    + "' 2>/dev/null && echo reached || echo not reached";

            assertThat(run(connect).output()).isEqualTo("not reached\n");
            ProcessResult allowed = sandbox.run(request(sh(connect), LONG).build(), new Allowance(true, List.of()));
            assertThat(allowed.output()).isEqualTo("reached\n");
        }
    }

    @Test
    void neitherReadsNorWritesWhatIsTheUsers() throws Exception {
        enclosing();
        List<Path> places = List.of(
                home.resolve("checkout/file"), home.resolve(".ssh/id"), state.resolve("token"), Path.of("/etc/passwd"));
        byte[] passwords = Files.readAllBytes(Path.of("/etc/passwd"));

        for (Path place : places) {
            run("cat '" + place + "' >read; echo x >>'" + place + "'; rm -f '" + place + "'; echo x >'" + place
                    + ".new'");
            boolean readable = place.startsWith("/etc");
            assertThat(Files.size(tree.resolve("read")) > 0)
                    .as("%s is read", place)
                    .isEqualTo(readable);
            assertThat(place.resolveSibling(place.getFileName() + ".new")).doesNotExist();
        }

        assertThat(home.resolve("checkout/file")).hasContent("work of the user");
        assertThat(home.resolve(".ssh/id")).hasContent("private key");
        assertThat(state.resolve("token")).hasContent("token of the forge");
        assertThat(Files.readAllBytes(Path.of("/etc/passwd"))).isEqualTo(passwords);
    }

    @Test
    void readsWhatIsAllowedWhereverItIs() throws Exception {
        enclosing();
        Path objects = state.resolve("projects/shop/objects.git");

        ProcessResult result = sandbox.run(
                request(sh("cat '" + objects + "/object'; echo x >'" + objects + "/new'"), LONG)
                        .build(),
                new Allowance(false, List.of(objects)));

        assertThat(result.output()).startsWith("object");
        assertThat(objects.resolve("new")).doesNotExist();
    }

    @Test
    void keepsWhatIsWrittenToCachesWithTheProject() throws Exception {
        enclosing();

        ProcessResult first = run("cd ~/.m2; cat repository/library settings-security.xml; echo own >repository/own;"
                + " echo other >repository/library; rm -rf settings.xml; echo kept >~/kept");
        ProcessResult second = run("cd ~/.m2; cat repository/own repository/library ~/kept");

        assertThat(first.output()).isEqualTo("library");
        assertThat(second.output()).isEqualTo("own\nother\nkept\n");
        assertThat(home.resolve(".m2/repository/library")).hasContent("library");
        assertThat(home.resolve(".m2/repository/own")).doesNotExist();
        assertThat(home.resolve("kept")).doesNotExist();
    }

    @Test
    void hasNoPowersEvenAsRoot() throws Exception {
        enclosing();

        ProcessResult result = run("grep -E '^Cap(Eff|Prm|Inh|Amb|Bnd)' /proc/self/status;"
                + " mount -t tmpfs none /mnt 2>/dev/null && echo mounted;"
                + " (echo 0 >/proc/sys/kernel/printk) 2>/dev/null && echo kernel set; true");

        assertThat(result.output().lines()).hasSize(5).allMatch(line -> line.endsWith("\t0000000000000000"));
    }

    @Test
    void saysWhatItDoesNotProtectFrom() {
        Protection protection = sandbox.protection();

        assertThat(protection.encloses()).isEqualTo(protection.cutsNetwork());
        if (!protection.encloses()) {
            assertThat(protection.gaps()).isNotEmpty();
        }
    }

    private void enclosing() {
        assumeTrue(sandbox.protection().encloses(), "this one does not enclose");
    }

    private ProcessResult run(String script) throws InterruptedException {
        return sandbox.run(request(sh(script), LONG).build(), Allowance.none());
    }

    private static Command sh(String script) {
        return Command.of("sh", "-c", script);
    }

    private ProcessRequest.Builder request(Command command, Duration timeout) {
        return ProcessRequest.of(command, tree)
                .environment(ProcessMark.of("20260301-120000-000001").on(Map.of("PATH", "/usr/bin:/bin")))
                .timeout(timeout);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }

    /** A process that was killed a moment ago may still be there. */
    private void awaitNothingLasts() throws Exception {
        String sought = lasting.replace(' ', '\0');
        for (int look = 0; look < 100; look++) {
            ProcessHandle found = null;
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    if (commandLine(process).contains(sought)) {
                        found = ProcessHandle.of(
                                        Long.parseLong(process.getFileName().toString()))
                                .orElse(found);
                    }
                }
            }
            if (found == null) {
                return;
            }
            try {
                found.onExit().get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // It is looked for again.
            }
        }
        throw new AssertionError("something lasts: " + lasting);
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
        } catch (IOException e) {
            return ""; // It has ended.
        }
    }
}
