package dev.pimainteno.samples.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.testing.ScriptedLlmClient;
import dev.pimainteno.testing.TemporaryRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHostTest {
    private static final String REPLY = """
            The sum subtracts.

            ```diff
            --- a/sum.sh
            +++ b/sum.sh
            @@ ... @@
            -echo $(($1 - $2))
            +echo $(($1 + $2))
            ```
            """;

    @TempDir
    Path directory;

    private final ScriptedLlmClient llm = ScriptedLlmClient.create()
            .answer("summary", "# shop\n\nTest: `sh test.sh`.\n")
            .answer("improve", REPLY)
            .answer("commit-message", "{\"subject\": \"Add instead of subtracting\", \"body\": \"\"}");

    @Test
    void showsAnImprovementThatTurnsTheTestGreenAndTouchesNothing() throws InterruptedException {
        TemporaryRepository shop = shop();
        Map<String, String> before = shop.state();
        Pipeline pipeline = EmbeddedHost.pipeline(directory.resolve("state"), llm);

        RunReport report = run(pipeline, shop);

        assertThat(report.outcome()).isEqualTo(RunOutcome.OBSERVED);
        assertThat(report.reason()).startsWith("Add instead of subtracting");
        assertThat(report.diff()).contains("-echo $(($1 - $2))\n+echo $(($1 + $2))\n");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void onlyShowsAnImprovementThatDoesNotTurnTheTestGreen() throws InterruptedException {
        String wrong = REPLY.replace("+echo $(($1 + $2))", "+echo $(($1 * $2))");
        ScriptedLlmClient mistaken =
                ScriptedLlmClient.create().answer("summary", "UNCHANGED").otherwise(request -> wrong);

        RunReport report = run(EmbeddedHost.pipeline(directory.resolve("state"), mistaken), shop());

        assertThat(report.outcome()).isEqualTo(RunOutcome.OBSERVED);
        assertThat(report.diff()).contains("+echo $(($1 * $2))");
    }

    @Test
    void asksNothingAgainAboutAProjectThatHasNotChanged() throws InterruptedException {
        TemporaryRepository shop = shop();
        Pipeline pipeline = EmbeddedHost.pipeline(directory.resolve("state"), llm);
        run(pipeline, shop);

        RunReport report = run(pipeline, shop);

        assertThat(report.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(llm.requests())
                .extracting(LlmRequest::purpose)
                .containsExactly("summary", "improve", "commit-message");
    }

    private TemporaryRepository shop() {
        TemporaryRepository shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit(
                "Add two numbers",
                Map.of(
                        "sum.sh", "echo $(($1 - $2))\n",
                        "test.sh", "[ \"$(sh sum.sh 1 2)\" = 3 ]\n"));
        return shop;
    }

    private static RunReport run(Pipeline pipeline, TemporaryRepository shop) throws InterruptedException {
        Project project = Project.builder(ProjectId.of("shop"), shop.path())
                .verify(Command.of("sh", "test.sh"))
                .build();
        return pipeline.run(RunRequest.manual(project), RunListener.none());
    }
}
