package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.pipeline.Replay;
import dev.pimainteno.pipeline.ReplayReport;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.SummaryTask;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second question to the model about each change, where the project asks for that. */
class PipelineModelReviewTest {
    private static final String APPROVAL = "{\"verdict\":\"approve\",\"reasons\":[]}";

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(100);
    private final Artifacts artifacts = Artifacts.inMemory(100);
    private PipelineFixture fixture;
    private Project project;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
        fixture.improvement();
        project = fixture.project()
                .delivery(DeliveryMode.PUSH)
                .verify(PipelineFixture.TEST)
                .modelReview(true)
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "approve | []                       | DELIVERED | the project is on delivery = \"push\"",
                "concerns | [\"prices are rounded\"] | HELD      | review: prices are rounded"
            })
    void letsTheModelsOpinionBeHeard(String verdict, String reasons, RunOutcome outcome, String because)
            throws InterruptedException {
        fixture.llm.answer("review", "{\"verdict\":\"" + verdict + "\",\"reasons\":" + reasons + "}");

        RunReport report = run();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(outcome);
        assertThat(report.decision().orElseThrow().because()).isEqualTo(because);
        assertThat(fixture.llm.requests("review"))
                .singleElement()
                .satisfies(request -> assertThat(request.prompt()).contains("+echo $((price * count))"));
    }

    @Test
    void refusesAChangeThatTheModelRejectsTwice() throws InterruptedException {
        String rejection = "{\"verdict\":\"reject\",\"reasons\":[\"total.sh: counts twice\"]}";
        fixture.llm.answer("review", rejection).answer("review", rejection);
        fixture.llm.answer("repair", PipelineFixture.DIFF.replace("price * count", "count * price"));

        RunReport report = run();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.REFUSED);
        assertThat(fixture.llm.requests("repair"))
                .singleElement()
                .satisfies(request -> assertThat(request.prompt()).contains("total.sh: counts twice"));
        assertThat(fixture.remote.messages("main")).hasSize(1);
    }

    @Test
    void asksNoModelAboutAChangeThatAnotherGateRefuses() throws InterruptedException {
        fixture.llm.answer("repair", PipelineFixture.DIFF);
        Project red = project.toBuilder()
                .verify(Command.of("grep", "-q", "price + count", "total.sh"))
                .build();

        RunReport report = fixture.pipeline().build().run(RunRequest.manual(red), fixture.listener);

        assertThat(report.outcome()).as(report.reason()).isEqualTo(RunOutcome.REFUSED);
        assertThat(fixture.llm.requests("review")).isEmpty();
    }

    @Test
    void isReplayedFromItsRecord() throws InterruptedException {
        fixture.llm.answer("review", APPROVAL);
        RunReport report = run();

        ReplayReport replayed = new Replay(
                        fixture.state,
                        Map.of("summary", new SummaryTask(), "improve", new ImproveTask()),
                        journal,
                        artifacts)
                .replay(project, report.run().orElseThrow());

        assertThat(replayed.difference()).isEmpty();
        assertThat(fixture.llm.requests("review")).hasSize(1);
    }

    private RunReport run() throws InterruptedException {
        return fixture.pipeline()
                .journal(journal)
                .artifacts(artifacts)
                .build()
                .run(RunRequest.manual(project), fixture.listener);
    }
}
