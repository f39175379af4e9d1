package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.testing.TemporaryRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, started by its launcher. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class InstalledCommandTest {
    @TempDir
    Path directory;

    private InstalledCommand command;

    /** A shell starts what it puts into the background deaf to SIGINT, and these tests may have been started so. */
    private static final List<String> HEARING_SIGNALS = List.of("/usr/bin/env", "--default-signal=INT");

    @BeforeEach
    void install() {
        command = InstalledCommand.in(directory.resolve("installation"));
    }

    @Test
    void startsThroughLinksWhereverItLies() throws Exception {
        Path first = Files.createSymbolicLink(directory.resolve("first"), command.launcher());
        Path second = Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("bin")).resolve("second"), Path.of("../first"));
        ProcessBuilder builder = command.process(directory, List.of(), "--version");
        builder.command().set(0, second.toString());

        Process process = builder.start();

        assertThat(output(process)).startsWith("pimainteno ").contains("\nJava ");
        assertThat(process.waitFor()).isZero();
        assertThat(first).isSymbolicLink();
    }

    @Test
    void refusesAnOldJavaInASentence() throws Exception {
        fakeJava("JAVA_VERSION=\"11.0.2\"\n", "exit 99");

        assertThat(launchedWith(directory.resolve("jdk")))
                .isEqualTo("pimainteno: Java 17 or newer is needed, and " + directory.resolve("jdk/bin/java")
                        + " is version 11.0.2\n");
    }

    @Test
    void asksAJavaWithoutAReleaseFileForItsVersion() throws Exception {
        fakeJava("", "echo 'openjdk version \"1.8.0_402\"' >&2");

        assertThat(launchedWith(directory.resolve("jdk"))).endsWith("bin/java is version 1.8.0_402\n");
    }

    @Test
    void saysThatJavaHomeIsWrong() throws Exception {
        assertThat(launchedWith(directory.resolve("nowhere")))
                .isEqualTo("pimainteno: JAVA_HOME is " + directory.resolve("nowhere")
                        + ", and there is no bin/java in it\n");
    }

    @Test
    void passesFurtherOptionsToJava() throws Exception {
        ProcessBuilder builder = command.process(directory, List.of(), "--version");
        builder.environment().put("PIMAINTENO_JAVA_OPTS", "-Xmx80m -XX:+PrintCommandLineFlags");

        assertThat(output(builder.start())).contains("-XX:MaxHeapSize=83886080 ", "-XX:+UseSerialGC");
    }

    @Test
    void editsFilesWithNamesThatAreNotAsciiInThePlainLocale() throws Exception {
        Files.writeString(directory.resolve("größe.txt"), "1\n");
        ProcessBuilder builder = command.process(directory, List.of(), "apply", "reply.txt");
        builder.environment().put("LC_ALL", "C");
        Files.writeString(directory.resolve("reply.txt"), "--- a/größe.txt\n+++ b/größe.txt\n@@ -1 +1 @@\n-1\n+2\n");

        Process process = builder.start();

        assertThat(output(process)).startsWith("modify größe.txt\n");
        assertThat(directory.resolve("größe.txt")).hasContent("2\n");
    }

    @Test
    void endsChildrenAndUnwindsOnASignal() throws Exception {
        ScriptedCodex codex = hanging("");
        TemporaryRepository shop = project(codex);
        Map<String, String> before = shop.state();
        Process process = command.process(directory, HEARING_SIGNALS, "run").start();
        BufferedReader out = reader(process);
        awaitLine(out, "shop: propose summary");
        List<ProcessHandle> children = awaitChildren(codex);

        signal(process, "INT");

        assertThat(rest(out))
                .contains("pimainteno: interrupted, ending what is under way; once more ends at once\n")
                .endsWith("1 project: 1 interrupted\n");
        assertThat(process.waitFor()).isEqualTo(130);
        assertEnded(children);
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void endsAtOnceOnASecondSignal() throws Exception {
        ScriptedCodex codex = hanging("trap '' INT TERM HUP\n");
        TemporaryRepository shop = project(codex);
        Map<String, String> before = shop.state();
        Process process = command.process(directory, HEARING_SIGNALS, "run").start();
        BufferedReader out = reader(process);
        awaitLine(out, "shop: propose summary");
        List<ProcessHandle> children = awaitChildren(codex);

        signal(process, "TERM");
        awaitLine(out, "pimainteno: interrupted, ending what is under way; once more ends at once");
        signal(process, "INT");

        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(rest(out)).doesNotContain("1 project:");
        assertEnded(children);
        assertThat(shop.state()).isEqualTo(before);
    }

    private ScriptedCodex hanging(String first) {
        return ScriptedCodex.executing(
                directory.resolve("codex"),
                first + "sleep 600 &\necho $$ $! > \"$here/pids.new\"\n"
                        + "mv \"$here/pids.new\" \"$here/pids\"\nwait\nsleep 600\n");
    }

    private TemporaryRepository project(ScriptedCodex codex) throws IOException {
        Files.writeString(
                directory.resolve("PiMainteno.toml"),
                "[state]\npath = \"state\"\n" + codex.configuration() + "[[projects]]\npath = \"shop\"\n");
        TemporaryRepository shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\n"));
        return shop;
    }

    private void fakeJava(String release, String script) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("jdk/bin"));
        if (!release.isEmpty()) {
            Files.writeString(directory.resolve("jdk/release"), release);
        }
        Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String launchedWith(Path javaHome) throws Exception {
        ProcessBuilder builder = command.process(directory, List.of(), "--version");
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        String output = output(process);
        assertThat(process.waitFor()).isEqualTo(1);
        return output;
    }

    private static List<ProcessHandle> awaitChildren(ScriptedCodex codex) {
        while (codex.lines("pids").isEmpty()) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> children = Stream.of(codex.lines("pids").get(0).split(" "))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList();
        assertThat(children).hasSize(2);
        return children;
    }

    private static void assertEnded(List<ProcessHandle> children) throws Exception {
        for (ProcessHandle child : children) {
            child.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    private static void awaitLine(BufferedReader out, String wanted) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals(wanted)) {
                return;
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("'" + wanted + "' did not come, but:\n" + seen);
    }

    private static String rest(BufferedReader out) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
