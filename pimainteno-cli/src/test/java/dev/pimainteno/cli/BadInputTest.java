package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.testing.TemporaryRemote;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the command says to what it cannot work with. In every case the repository stays as it was, byte for byte. */
class BadInputTest {
    private static final String STATE = "[state]\npath = \"state\"\n";

    @TempDir
    Path directory;

    static Stream<Arguments> badConfigurations() {
        return Stream.of(
                Arguments.of("", "PiMainteno.toml: no projects"),
                Arguments.of("[[projects\n", "PiMainteno.toml:1: "),
                Arguments.of("""
                        [state]
                        path = "state"
                        [[projects]]
                        path = "shop"
                        [[projects]]
                        name = "b"
                        path = "./shop"
                        """, "PiMainteno.toml:7: projects[].path: "),
                Arguments.of("""
                        [state]
                        path = "state"
                        [[projects]]
                        path = "shop"
                        [scheduler]
                        enabled = true
                        """, "PiMainteno.toml:6: scheduler.enabled: "));
    }

    @ParameterizedTest
    @MethodSource("badConfigurations")
    void refusesABadConfiguration(String configuration, String problem) {
        TemporaryRepository shop = shop();
        Map<String, String> before = shop.state();

        Invocation run = command().file("PiMainteno.toml", configuration).run("--one-shot");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("pimainteno: Cannot use the configuration:\n" + problem);
        assertThat(run.out()).isEmpty();
        assertThat(shop.state()).isEqualTo(before);
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void saysThatTheConfigurationIsMissing() {
        Invocation run = command().run("--config", "missing.toml", "--one-shot");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                        pimainteno: Cannot use the configuration:
                        missing.toml: no such file; write one there or name another with --config
                        """);
    }

    @Test
    void refusesAPathWhereThereIsNothing() {
        assertRefused("", directory.resolve("shop") + " does not exist");
    }

    @Test
    void refusesAPathThatIsNoRepository() throws IOException {
        Files.createDirectories(directory.resolve("shop"));

        assertRefused("", directory.resolve("shop") + " is not the root of a Git checkout (there is no .git in it)");
    }

    @Test
    void refusesToPushWithoutARemote() {
        assertRefused(
                shop(),
                "delivery = \"push\"\n",
                directory.resolve("shop")
                        + " has no remote 'origin': add it (git remote add origin URL), or choose another delivery than"
                        + " \"push\"");
    }

    @Test
    void refusesToMoveTheBranchOfADirtyCheckout() {
        TemporaryRepository shop = shop();
        shop.write("README.md", "mine\n");

        assertRefused(
                shop,
                "delivery = \"commit\"\n",
                "the checkout has uncommitted changes (README.md), and delivery = \"commit\" would move its branch");
    }

    @Test
    void refusesADetachedHead() {
        TemporaryRepository shop = shop();
        shop.checkOut(shop.head().toString());

        assertRefused(
                shop,
                "",
                "HEAD of " + directory.resolve("shop")
                        + " is detached: check out a branch, or name one (branch = \"main\")");
    }

    @Test
    void refusesABranchWithoutACommit() {
        assertRefused(
                TemporaryRepository.create(directory.resolve("shop")),
                "",
                "The branch 'main' of " + directory.resolve("shop") + " has no commit yet");
    }

    @Test
    void refusesABranchThatThereIsNot() {
        assertRefused(shop(), "branch = \"next\"\n", directory.resolve("shop") + " has no branch 'next'");
    }

    @Test
    void refusesABranchThatHasDivergedFromItsRemote() {
        TemporaryRepository shop = shop();
        TemporaryRemote remote = shop.remote();
        shop.push();
        TemporaryRepository colleague = remote.checkOut(directory.resolve("colleague"));
        colleague.commit("Theirs", Map.of("theirs.txt", "theirs\n"));
        colleague.push();
        shop.commit("Ours", Map.of("ours.txt", "ours\n"));
        Map<String, String> remoteBefore = remote.state();

        assertRefused(shop, "delivery = \"push\"\n", "'main' and its remote have diverged: merge or rebase them first");
        assertThat(remote.state()).isEqualTo(remoteBefore);
    }

    @Test
    void refusesARepositoryThatThisUserMayNotRead() throws IOException {
        Path path = shop().path();
        Set<PosixFilePermission> usual = Files.getPosixFilePermissions(path);
        Files.setPosixFilePermissions(path, Set.of());
        try {
            assumeFalse(Files.isReadable(path), "this user is a superuser, whom permissions do not bind");

            assertRefused("", "Cannot read " + path + ": permission denied");
        } finally {
            Files.setPosixFilePermissions(path, usual);
        }
    }

    @Test
    void saysThatTheStateDirectoryCannotBeMade() throws IOException {
        Files.writeString(directory.resolve("state"), "a file");
        TemporaryRepository shop = shop();
        Map<String, String> before = shop.state();

        Invocation run = run("");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("pimainteno: Cannot use the state directory " + directory.resolve("state") + ": "
                        + directory.resolve("state") + " is in the way; nothing was run\n");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void saysThatTheDatabaseIsNone() throws IOException {
        Files.createDirectory(directory.resolve("state"));
        Files.writeString(
                directory.resolve("state/pimainteno.db"), "not a database, but long enough to be one".repeat(99));
        TemporaryRepository shop = shop();
        Map<String, String> before = shop.state();

        Invocation run = run("");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("pimainteno: Cannot open " + directory.resolve("state/pimainteno.db") + ": ")
                .doesNotContain("Exception");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void saysThatCodexIsMissing() {
        shop();
        Invocation run = command().file("PiMainteno.toml", """
                        [state]
                        path = "state"
                        [llm]
                        command = "codex/none"
                        api_key_env = "SCRIPTED_KEY"
                        [[projects]]
                        path = "shop"
                        """).run("--one-shot");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("shop: failed: ")
                .contains(directory.resolve("codex/none").toString());
    }

    private void assertRefused(String project, String sentence) {
        Invocation run = run(project);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines().findFirst()).contains("shop: refused: " + sentence);
        assertThat(run.out()).endsWith("1 project: 1 refused\n");
        assertThat(run.err()).doesNotContain("Exception");
    }

    private void assertRefused(TemporaryRepository shop, String project, String sentence) {
        Map<String, String> before = shop.state();

        assertRefused(project, sentence);

        assertThat(shop.state()).isEqualTo(before);
    }

    private Invocation run(String project) {
        ScriptedCodex codex = ScriptedCodex.answering(directory.resolve("codex"));
        Invocation run = command()
                .file("PiMainteno.toml", STATE + codex.configuration() + "[[projects]]\npath = \"shop\"\n" + project)
                .run("--one-shot");
        assertThat(codex.calls()).isZero();
        return run;
    }

    private TestedCommand command() {
        return TestedCommand.in(directory);
    }

    private TemporaryRepository shop() {
        TemporaryRepository shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\n"));
        return shop;
    }
}
