package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final String SUMMARY = """
            # shop

            A shop. Test it with `make test`.
            """;
    private static final String IMPROVEMENT = """
            --- a/README.md
            +++ b/README.md
            @@ -1,2 +1,2 @@
             shop
            -a smal shop
            +a small shop
            """;
    private static final String MESSAGE = "{\"subject\": \"Correct a word\", \"body\": \"It was misspelt.\"}";

    @TempDir
    Path directory;

    private TemporaryRepository shop;
    private TestedCommand command;

    @BeforeEach
    void makeAProject() {
        shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\na smal shop\n"));
        command = TestedCommand.in(directory);
    }

    @Test
    void showsTheChangeAndTouchesNothingOnObserve() {
        ScriptedCodex codex = answers(SUMMARY, IMPROVEMENT, MESSAGE);
        configure(codex, "");
        Map<String, String> before = shop.state();

        Invocation run = command.run("--one-shot");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("shop: observed: Correct a word (")
                .contains("3 model calls, 3,600 tokens in, 102 out, ")
                .contains("\n    -a smal shop\n    +a small shop\n")
                .endsWith("1 project: 1 observed\n");
        assertThat(run.err())
                .startsWith("shop: check\nshop: open ")
                .contains(
                        "\nshop: propose summary\n", "\nshop: propose improve\n", "\nshop: committed: Correct a word\n")
                .endsWith("shop: observed\n");
        assertThat(shop.state()).isEqualTo(before);
        assertThat(codex.calls()).isEqualTo(3);
    }

    @Test
    void deliversACommitAndIsIdleFromThenOn() {
        ScriptedCodex codex = answers(SUMMARY, IMPROVEMENT, MESSAGE);
        configure(codex, "delivery = \"commit\"\n");

        Invocation delivered = command.run("run", "shop");
        Invocation nothing = command.run("run", "shop");
        int calls = codex.calls();
        Invocation idle = command.run("run", "shop");

        assertThat(delivered.out())
                .startsWith("shop: delivered: Correct a word (")
                .endsWith("1 project: 1 delivered\n");
        assertThat(shop.read("README.md")).isEqualTo("shop\na small shop\n");
        assertThat(shop.read("codex.md")).isEqualTo(SUMMARY);
        assertThat(nothing.out()).endsWith("1 project: 1 nothing to do\n");
        assertThat(idle.out()).endsWith("1 project: 1 idle\n");
        assertThat(idle.exitCode()).isZero();
        assertThat(codex.calls()).isEqualTo(calls);
    }

    @Test
    void keepsNothingOfAProjectThatHasLeftTheConfiguration() {
        configure(answers(SUMMARY, IMPROVEMENT, MESSAGE), "");
        command.run("--one-shot");
        Path kept = directory.resolve("state/projects/shop");
        TemporaryRepository.create(directory.resolve("blog")).commit("Begin", Map.of("README.md", "blog\n"));
        command.file(
                "PiMainteno.toml",
                "[state]\npath = \"state\"\n" + answers().configuration() + "[[projects]]\npath = \"blog\"\n");

        assertThat(kept).isDirectory();
        command.run("--one-shot", "--dry-run");
        assertThat(kept).isDirectory();
        command.run("--one-shot");

        assertThat(kept).doesNotExist();
        assertThat(directory.resolve("state/projects/blog")).isDirectory();
    }

    @Test
    void remembersAnswersAndOpensTheirStoreOnlyToAsk() throws IOException {
        ScriptedCodex codex = answers(SUMMARY, IMPROVEMENT, MESSAGE);
        configure(codex, "");
        Path store = directory.resolve("state/cache/rocksdb/store");
        command.run("--one-shot");
        int calls = codex.calls();
        FileTime untouched = FileTime.fromMillis(0);
        Files.setLastModifiedTime(store, untouched);

        Invocation idle = command.run("--one-shot");
        FileTime afterIdle = Files.getLastModifiedTime(store);
        forgetWatermark();
        Invocation again = command.run("--one-shot");

        assertThat(idle.out()).endsWith("1 project: 1 idle\n");
        assertThat(afterIdle).isEqualTo(untouched);
        assertThat(again.out()).contains("0 model calls").endsWith("1 project: 1 observed\n");
        assertThat(codex.calls()).isEqualTo(calls);
    }

    @Test
    void logsEachStepOnceUnderTheRunsIdWithoutSecrets() throws IOException {
        configure(
                answers(SUMMARY, IMPROVEMENT, "{\"subject\": \"Drop ghp_0123456789abcdef\", \"body\": \"\"}"),
                "delivery = \"commit\"\nverify = [[\"true\"]]\n[log]\nlevel = \"info\"\n");

        Invocation run = command.run("run", "--json");

        String id =
                JsonMapper.builder().build().readTree(run.out()).get("run_id").textValue();
        assertThat(run.err().lines())
                .allMatch(line -> line.matches("[0-9TZ:.-]+ INFO  \\[" + id + "] [A-Za-z]+: .*"))
                .filteredOn(line -> line.contains("model improve: "))
                .hasSize(1);
        assertThat(run.err())
                .contains(
                        "RunLog: shop: open ", "BranchUpdate: git: moved 'main' of ", "shop: committed: Drop [hidden]")
                .doesNotContain("ghp_", "shop: check");
    }

    @Test
    void keepsSecretsThatTheConfigurationNamesOutOfTheLogTheRecordAndTheModel() {
        String secret = "of-the-forge-2026";
        shop.commit("Log in", Map.of("login.txt", secret + "\n"));
        configure(answers(SUMMARY, IMPROVEMENT, "{\"subject\": \"Forget " + secret + "\", \"body\": \"\"}"), """
                delivery = "commit"
                verify = [["true"]]
                [log]
                level = "info"
                [[git.https]]
                host = "forge.example.org"
                token_env = "FORGE_LOGIN"
                """);

        Invocation run = command.with("FORGE_LOGIN", secret).run("run", "--json");

        assertThat(run.err()).contains("RunLog: shop: committed: ").doesNotContain(secret);
        assertThat(run.out()).doesNotContain(secret);
        assertThat(command.run("artifact", "last", "prompt-1.txt").out()).contains("login.txt", "[hidden]");
        for (String name : List.of("prompt-1.txt", "prompt-2.txt", "reply-2.txt", "reply-3.txt")) {
            assertThat(command.run("artifact", "last", name).out()).doesNotContain(secret);
        }
    }

    @Test
    void logsChildProcessesWhenAskedForEverything() {
        configure(answers(SUMMARY, IMPROVEMENT, MESSAGE), "verify = [[\"true\"]]\n");

        Invocation run = command.run("run", "--verbose");

        assertThat(run.err())
                .containsPattern(
                        "DEBUG \\[[^]]+] ProcessRunner: `(?:\\S+bwrap .* \\S+/)?true` EXITED with exit code 0 after [0-9]+ ms");
    }

    @Test
    void deliversNothingInADryRun() {
        configure(answers(SUMMARY, IMPROVEMENT, MESSAGE), "delivery = \"commit\"\n");
        Map<String, String> before = shop.state();

        Invocation run = command.run("run", "--dry-run");

        assertThat(run.out()).startsWith("shop: observed: ");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void writesAStableLineOfJsonForEachProject() throws IOException {
        configure(answers(SUMMARY, IMPROVEMENT, MESSAGE), "delivery = \"commit\"\nverify = [[\"true\"]]\n");

        Invocation run = command.run("run", "--json");

        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).isEmpty();
        JsonNode report = JsonMapper.builder().build().readTree(run.out());
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly(
                        "project",
                        "run_id",
                        "outcome",
                        "succeeded",
                        "reason",
                        "details",
                        "change",
                        "delivery",
                        "diff",
                        "tokens",
                        "model_calls",
                        "resumes_at",
                        "started",
                        "elapsed_ms");
        assertThat(report.get("outcome").asText()).isEqualTo("delivered");
        assertThat(report.get("change").fieldNames())
                .toIterable()
                .containsExactly("commit", "base", "branch", "subject", "message");
        assertThat(report.get("change").get("commit").asText())
                .isEqualTo(shop.head().toString());
        assertThat(report.get("diff").asText()).contains("+a small shop\n");
        assertThat(report.get("tokens").get("input").asLong()).isEqualTo(3600);
        assertThat(report.get("resumes_at").isNull()).isTrue();
    }

    @Test
    void countsAFailedRun() {
        configure(ScriptedCodex.executing(directory.resolve("codex"), "echo garbage; exit 3\n"), "");

        Invocation run = command.run("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("shop: failed: ").endsWith("1 project: 1 failed\n");
    }

    @Test
    void refusesAProjectThatThereIsNot() {
        configure(answers(), "");

        Invocation misused = command.run("run", "shop", "blog");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err())
                .isEqualTo("pimainteno: there is no project 'blog'; there are: shop\nTry 'pimainteno run --help'.\n");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void refusesADryRunThatWouldNotBeOne() {
        configure(answers(), "");

        Invocation misused = command.run("--dry-run", "run");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err())
                .startsWith("pimainteno: --dry-run stands in front of 'run', where it has no effect: put it behind\n");
    }

    @Test
    void wantsToBeToldWhatToDo() {
        Invocation misused = command.run();

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).startsWith("pimainteno: say what to do: --one-shot, or a command\n");
    }

    @Test
    void wantsAPositiveNumberOfJobs() {
        Invocation misused = command.run("run", "--jobs", "0");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).startsWith("pimainteno: --jobs: a positive number is needed, not 0\n");
    }

    @Test
    void saysTheVersionWithoutLookingAtAnything() {
        Invocation version = command.run("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("pimainteno \\S+\nJava \\S+ in \\S.*\n");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    private ScriptedCodex answers(String... answers) {
        return ScriptedCodex.answering(directory.resolve("codex"), answers);
    }

    private void forgetWatermark() {
        Path database = directory.resolve("state/pimainteno.db");
        try (JdbcStore store = JdbcStore.open(database)) {
            store.watermarks().write(new ProjectId("shop"), ProjectWatermark.none());
        }
    }

    private void configure(ScriptedCodex codex, String project) {
        command.file(
                "PiMainteno.toml",
                "[state]\npath = \"state\"\n" + codex.configuration() + "[[projects]]\npath = \"shop\"\n" + project);
    }
}
