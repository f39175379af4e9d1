package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.RefusedEdits;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.pipeline.Replay;
import dev.pimainteno.pipeline.ReplayReport;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.process.Command;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.MaintenanceTask;
import dev.pimainteno.task.Proposal;
import dev.pimainteno.task.SummaryTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final Map<String, MaintenanceTask> TASKS =
            Map.of("summary", new SummaryTask(), "improve", new ImproveTask());

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(10);
    private final Artifacts artifacts = Artifacts.inMemory(10);
    private PipelineFixture fixture;
    private Project project;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
        project = fixture.project().verify(PipelineFixture.TEST).build();
    }

    @Test
    void makesTheSameCommitWithoutAskingAnybody() throws InterruptedException {
        RunId run = run();
        int asked = fixture.llm.requests().size();
        String before = fixture.remote.state().toString();

        ReplayReport report = replay(TASKS).replay(project, run);

        assertThat(report.difference()).isEmpty();
        assertThat(report.steps()).isGreaterThan(15);
        assertThat(fixture.llm.requests()).hasSize(asked);
        assertThat(fixture.remote.state()).hasToString(before);
    }

    @Test
    void makesARefusalAgainWithItsSecondQuestion() throws InterruptedException {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY);
        fixture.llm.answer("improve", "no diff at all").answer("repair", "none either");
        RunReport refused = fixture.pipeline()
                .journal(journal)
                .artifacts(artifacts)
                .build()
                .run(RunRequest.manual(project), fixture.listener);

        ReplayReport report = replay(TASKS).replay(project, refused.run().orElseThrow());

        assertThat(report.difference()).isEmpty();
        assertThat(report.steps()).isGreaterThan(5);
    }

    @Test
    void asksNoFurtherQuestionWhereTheRunHadSeenItsEditRefusedBefore() throws InterruptedException {
        RunId run = refused((project, edits) -> Budget.STANDARD_REPEATS);

        ReplayReport report = replay(TASKS).replay(project, run);

        assertThat(fixture.llm.requests())
                .noneMatch(request -> request.purpose().equals("repair"));
        assertThat(report.difference()).isEmpty();
        assertThat(report.isIdentical()).isTrue();
    }

    @Test
    void asksOnceMoreWhereTheRunDidAndThenStops() throws InterruptedException {
        fixture.llm.answer("repair", PipelineFixture.DIFF);
        AtomicInteger times = new AtomicInteger(Budget.STANDARD_REPEATS - 2);
        RunId run = refused((project, edits) -> times.incrementAndGet());

        ReplayReport report = replay(TASKS).replay(project, run);

        assertThat(fixture.llm.requests()).anyMatch(request -> request.purpose().equals("repair"));
        assertThat(times).as("refusals that were remembered").hasValue(Budget.STANDARD_REPEATS);
        assertThat(report.difference()).isEmpty();
        assertThat(report.isIdentical()).isTrue();
    }

    /** Makes a run whose edit no gate lets pass. */
    private RunId refused(RefusedEdits edits) throws InterruptedException {
        project = fixture.project()
                .verify(Command.of("grep", "-q", "price + count", "total.sh"))
                .build();
        fixture.llm.answer("summary", PipelineFixture.SUMMARY).answer("improve", PipelineFixture.DIFF);
        RunReport report = fixture.pipeline()
                .journal(journal)
                .artifacts(artifacts)
                .refusedEdits(edits)
                .build()
                .run(RunRequest.manual(project), fixture.listener);
        assertThat(report.reason()).contains("the same edit was refused");
        return report.run().orElseThrow();
    }

    @Test
    void makesARunAgainInWhichSecretsWereHidden() throws InterruptedException {
        String secret = "of-the-shop-2026";
        fixture.shop.write("login.sh", "login " + secret + "\n").commit("Log in");
        fixture.shop.push();
        Redaction redaction = Redaction.of(List.of(secret));
        fixture.improvement();
        RunId run = fixture.pipeline()
                .journal(journal)
                .artifacts(artifacts)
                .secrets(List.of(secret))
                .build()
                .run(RunRequest.manual(project), fixture.listener)
                .run()
                .orElseThrow();

        assertThat(replay(TASKS).withRedaction(redaction).replay(project, run).difference())
                .isEmpty();
        assertThat(replay(TASKS).replay(project, run).difference().orElseThrow())
                .contains("is another one now than when the run was made");
    }

    @Test
    void saysThatAReplyWasKeptWithoutItsSecrets() throws InterruptedException {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY);
        fixture.llm.answer(
                "improve", PipelineFixture.DIFF.replace("price * count))", "price * count)) # password: none"));
        fixture.llm.answer("commit-message", PipelineFixture.MESSAGE);
        RunId run = runKeeping(artifacts);

        assertThat(replay(TASKS).replay(project, run).difference().orElseThrow())
                .startsWith("reply-2.txt was kept without the secrets in it: ");
    }

    @Test
    void saysThatAReplyWasCutWhenItWasKept() throws InterruptedException {
        Artifacts cutting = Artifacts.inDirectory(directory.resolve("cut"), 90);
        fixture.improvement();
        RunId run = runKeeping(cutting);

        ReplayReport report = new Replay(fixture.state, TASKS, journal, cutting).replay(project, run);

        assertThat(report.difference().orElseThrow()).startsWith("reply-2.txt was cut when it was kept: ");
    }

    private RunId runKeeping(Artifacts kept) throws InterruptedException {
        return fixture.pipeline()
                .journal(journal)
                .artifacts(kept)
                .build()
                .run(RunRequest.manual(project), fixture.listener)
                .run()
                .orElseThrow();
    }

    @Test
    void namesTheFirstStepThatComesOutOtherwise() throws InterruptedException {
        RunId run = run();
        MaintenanceTask other = context -> new Proposal.Nothing("I do not want to");

        ReplayReport report =
                replay(Map.of("summary", new SummaryTask(), "improve", other)).replay(project, run);

        assertThat(report.difference())
                .hasValueSatisfying(difference -> assertThat(difference)
                        .startsWith("the record says ")
                        .contains("and the replay says nothing-proposed"));
    }

    @Test
    void saysWhichAnswerIsGone() throws InterruptedException {
        RunId run = run();
        artifacts.remove(run);

        assertThat(replay(TASKS).replay(project, run).difference())
                .contains("the answer reply-1.txt is not kept any more");
    }

    @Test
    void noticesAnAnswerThatSomebodyHasChanged() throws InterruptedException {
        RunId run = run();
        artifacts.keep(run, new ArtifactName("reply-2.txt"), PipelineFixture.DIFF.replace("*", "%"));

        assertThat(replay(TASKS).replay(project, run).isIdentical()).isFalse();
    }

    @Test
    void knowsOnlyRunsOfTheProject() throws InterruptedException {
        RunId run = run();
        Project other =
                Project.builder(ProjectId.of("garden"), fixture.shop.path()).build();

        assertThatIllegalArgumentException().isThrownBy(() -> replay(TASKS).replay(other, run));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay(TASKS).replay(project, new RunId("20260301-120000-000001")));
    }

    private RunId run() throws InterruptedException {
        RunReport report = fixture.improvement()
                .pipeline()
                .journal(journal)
                .artifacts(artifacts)
                .build()
                .run(RunRequest.manual(project), fixture.listener);
        assertThat(report.succeeded()).as(report.toString()).isTrue();
        RunId run = report.run().orElseThrow();
        try (Stream<RunEvent> events = journal.read(run)) {
            assertThat(events).anyMatch(RunEvent.Committed.class::isInstance);
        }
        return run;
    }

    private Replay replay(Map<String, MaintenanceTask> tasks) {
        return new Replay(fixture.state, tasks, journal, artifacts);
    }
}
