package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunEventFormat;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants keys wherever text comes from, and looks for them wherever text goes. */
class PipelineRedactionTest {
    private static final String IN_ENVIRONMENT = "hunter2-of-the-shop";
    private static final String IN_REPLY = "ghp_0123456789abcdefghij0123456789abcdef";
    private static final String IN_FILE = "AKIA0123456789ABCDEF";
    private static final String IN_OUTPUT = "sk-proj-0123456789abcdef0123456789";
    private static final String RANDOM = "q7Rz2Kd9Vn4Xb8Lm3Wc6Ht5Jp1Gy0FsTaQeUoZiB";
    /** Put together at run time, so that no scanner takes this file for a leak. */
    private static final List<String> IN_PROJECT = List.of(
            IN_FILE,
            IN_ENVIRONMENT,
            "hf" + "_" + RANDOM.substring(0, 34),
            "npm" + "_" + RANDOM.substring(0, 36),
            "ghp" + "_" + RANDOM.substring(4),
            RANDOM);

    private static final List<String> PLANTED =
            Stream.concat(IN_PROJECT.stream(), Stream.of(IN_REPLY, IN_OUTPUT)).toList();

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(10);
    private PipelineFixture fixture;
    private Artifacts artifacts;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
        fixture.shop.write("keys.txt", "aws = " + IN_FILE + "\n").commit("Add a key");
        fixture.shop.push();
        artifacts = Artifacts.inDirectory(directory.resolve("artifacts"), 1 << 20);
    }

    @Test
    void keepsNoSecretOfRepliesFilesCommandsAndEnvironment() throws Exception {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY + "Token: " + IN_REPLY + "\n");
        fixture.llm.answer("improve", PipelineFixture.DIFF + "\nThe key is " + IN_REPLY + "\n");
        fixture.llm.answer("commit-message", PipelineFixture.MESSAGE);
        fixture.llm.answer("repair", "I can't, " + IN_REPLY).answer("repair", "Still not, " + IN_REPLY);
        Command leaky =
                Command.of("sh", "-c", "echo " + IN_OUTPUT + " $(cat keys.txt); sh test.sh && exit 1 || exit 0");

        run(fixture.project().verify(leaky).build());

        RunId run = journal.runs(RunQuery.newest(1)).get(0).run();
        assertThat(artifacts.read(run, new ArtifactName("verify-2.txt")).orElseThrow())
                .contains("== without the change ==", "[hidden]");
        requireClean();
    }

    @Test
    void keepsNoSecretOfAFailureThatTheModelReports() throws Exception {
        fixture.llm.fail(
                "summary",
                new LlmException(
                        LlmException.Reason.REFUSED, "no access with " + IN_REPLY + " from " + IN_ENVIRONMENT, null));

        run(fixture.project().build());

        requireClean();
    }

    @Test
    void showsNoSecretOfAProjectToTheModel() throws Exception {
        StringBuilder settings = new StringBuilder("aws_secret_access_key = " + RANDOM + "\n");
        IN_PROJECT.forEach(secret -> settings.append("call('").append(secret).append("')\n"));
        fixture.shop.write("settings.py", settings.toString()).commit("Call");
        fixture.shop.push();
        fixture.improvement();

        run(fixture.project().build());

        assertThat(fixture.llm.requests()).hasSizeGreaterThan(2);
        assertThat(fixture.llm.requests("improve").get(0).prompt()).contains("settings.py", "call('[hidden]')");
        assertThat(fixture.llm.requests()).allSatisfy(request -> requireClean(request.prompt()));
        requireClean();
    }

    @Test
    void refusesAnEditThatWouldPutTheMarkWhereASecretStands() throws Exception {
        String secret = IN_PROJECT.get(2);
        fixture.shop.write("call.sh", "# calls\ncall " + secret + "\n").commit("Call");
        fixture.shop.push();
        String whole = "```diff\n--- a/call.sh\n+++ b/call.sh\n@@ -1 +1,2 @@\n # calls\n+call [hidden] twice\n```\n";
        fixture.llm
                .answer("summary", PipelineFixture.SUMMARY)
                .answer("improve", whole)
                .answer("repair", whole);

        run(fixture.project().build());

        assertThat(fixture.listener.events().toString())
                .contains(
                        "call.sh: writes [hidden], which stands for a secret that was not shown: leave its line as it is");
        assertThat(fixture.shop.read("call.sh")).contains(secret);
    }

    private void run(Project project) throws InterruptedException {
        fixture.pipeline()
                .journal(journal)
                .artifacts(artifacts)
                .environment(Map.of("PATH", System.getenv("PATH"), "SHOP_PASSWORD", IN_ENVIRONMENT))
                .build()
                .run(RunRequest.manual(project), fixture.listener);
    }

    private void requireClean() throws IOException {
        RunEventFormat format = RunEventFormat.create();
        List<RunOverview> runs = journal.runs(RunQuery.newest(10));
        assertThat(runs).isNotEmpty();
        for (RunOverview run : runs) {
            try (Stream<RunEvent> events = journal.read(run.run())) {
                assertThat(events.map(format::encode)).isNotEmpty().allSatisfy(PipelineRedactionTest::requireClean);
            }
            assertThat(artifacts.names(run.run())).isNotEmpty();
        }
        assertThat(fixture.listener.events().toString()).satisfies(PipelineRedactionTest::requireClean);
        try (Stream<Path> files = Files.walk(directory.resolve("artifacts"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.UTF_8))
                        .as(file.toString())
                        .satisfies(PipelineRedactionTest::requireClean);
            }
        }
    }

    private static void requireClean(String text) {
        assertThat(PLANTED).noneSatisfy(secret -> assertThat(text).contains(secret));
    }
}
