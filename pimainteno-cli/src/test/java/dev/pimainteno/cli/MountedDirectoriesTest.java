package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pimainteno.testing.TemporaryRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command where the operating system does not let it write. Permissions do not bind a superuser, so read-only and
 * tiny file systems are mounted, in a mount namespace that ends with the process.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MountedDirectoriesTest {
    private static final String NAMESPACE = "unshare --mount --map-root-user";

    @TempDir
    Path directory;

    private TemporaryRepository shop;
    private InstalledCommand command;

    @BeforeEach
    void needsMounts() throws Exception {
        Path probe = Files.createDirectory(directory.resolve("probe"));
        boolean mounts = Files.isExecutable(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder(mounted("mount -t tmpfs tmpfs " + probe + " && true"))
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        if (Boolean.getBoolean("pimainteno.real")) {
            assertThat(mounts).as("this machine lets unshare(1) mount").isTrue();
        }
        assumeTrue(mounts, "this machine does not let unshare(1) mount");
        command = InstalledCommand.in(directory.resolve("installation"));
        shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\na smal shop\n"));
        Files.createDirectory(directory.resolve("state"));
    }

    @Test
    void saysThatTheStateDirectoryIsReadOnly() throws Exception {
        configure(ScriptedCodex.answering(directory.resolve("codex")), "");

        Outcome outcome = run(readOnly("state"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith("pimainteno: Cannot open " + directory.resolve("state/pimainteno.db") + ": ")
                .contains("Read-only file system");
    }

    @Test
    void readsBackFromAStateDirectoryThatMayOnlyBeRead() throws Exception {
        configure(ScriptedCodex.answering(directory.resolve("codex")), "");
        assertThat(run("").exitCode()).isZero();

        for (List<String> reading :
                List.of(List.of("runs"), List.of("show", "last"), List.of("log", "last"), List.of("why", "shop"))) {
            Outcome outcome = run(readOnly("state"), reading.toArray(String[]::new));

            assertThat(outcome.exitCode()).as(reading + ": " + outcome.output()).isZero();
            assertThat(outcome.output()).containsPattern("nothing.to.do");
        }
        assertThat(directory.resolve("state").toFile().list()).doesNotContain("pimainteno.db-wal");
    }

    @Test
    void refusesToDeliverToARepositoryThatItMayNotWrite() throws Exception {
        configure(
                ScriptedCodex.answering(
                        directory.resolve("codex"),
                        "# shop\n",
                        "--- a/README.md\n+++ b/README.md\n@@ -1,2 +1,2 @@\n shop\n-a smal shop\n+a small shop\n",
                        "{\"subject\": \"Correct a word\", \"body\": \"\"}"),
                "delivery = \"commit\"\n");
        Map<String, String> before = shop.state();

        Outcome outcome = run(readOnly("shop"));

        assertThat(outcome.output()).contains("Read-only file system").doesNotContain("\tat ");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        configure(ScriptedCodex.answering(directory.resolve("codex"), "# shop\n"), "");
        Map<String, String> before = shop.state();
        Path state = directory.resolve("state");

        Outcome outcome = run("mount -t tmpfs -o size=64k tmpfs " + state + " && head -c 61440 /dev/zero > " + state
                + "/ballast && ");

        assertThat(outcome.output()).contains("the disk is full; make room").doesNotContain("\tat ");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void loadsItsLibraryByWayOfTheCacheWhereTheTemporaryDirectoryLetsNothingBeExecuted() throws Exception {
        configure(ScriptedCodex.answering(directory.resolve("codex")), "");
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        ProcessBuilder builder = command.process(
                directory, mounted("mount -t tmpfs -o noexec tmpfs " + temporary + " && exec \"$0\" \"$@\""), "doctor");
        builder.environment().put("PIMAINTENO_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);

        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .contains(temporary + " lets nothing be executed (noexec)\n")
                .containsPattern("ok       native library +RocksDB loads and works\n")
                .doesNotContain("plain files");
        assertThat(directory.resolve("state")).isEmptyDirectory();
    }

    private String readOnly(String name) {
        Path path = directory.resolve(name);
        return "mount --bind " + path + " " + path + " && mount -o remount,bind,ro " + path + " && ";
    }

    private Outcome run(String mounts) throws Exception {
        return run(mounts, "--one-shot");
    }

    private Outcome run(String mounts, String... arguments) throws Exception {
        ProcessBuilder builder = command.process(directory, mounted(mounts + "exec \"$0\" \"$@\""), arguments);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private static List<String> mounted(String script) {
        return List.of("/bin/sh", "-c", "exec " + NAMESPACE + " /bin/sh -c '" + script + "' \"$0\" \"$@\"");
    }

    private void configure(ScriptedCodex codex, String project) throws Exception {
        Files.writeString(
                directory.resolve("PiMainteno.toml"),
                "[state]\npath = \"state\"\n" + codex.configuration() + "[[projects]]\npath = \"shop\"\n" + project);
    }

    private record Outcome(int exitCode, String output) {}
}
