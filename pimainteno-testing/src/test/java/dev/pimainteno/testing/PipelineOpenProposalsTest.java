package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.Replay;
import dev.pimainteno.pipeline.ReplayReport;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.SummaryTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of which two changes may wait for a person at a time. */
class PipelineOpenProposalsTest {
    private static final String OTHER_DIFF = """
            --- a/more.sh
            +++ b/more.sh
            @@ -1 +1 @@
            -echo moer
            +echo more
            """;
    private static final String OTHER_MESSAGE = "{\"subject\": \"Say more\", \"body\": \"\"}";

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(100);
    private final Artifacts artifacts = Artifacts.inMemory(100);
    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
    }

    @Test
    void letsTwoDifferentChangesWaitAndNoMore() throws InterruptedException {
        RunReport first = hold();
        goOn();
        fixture.llm
                .answer("summary", "UNCHANGED")
                .answer("improve", OTHER_DIFF)
                .answer("commit-message", OTHER_MESSAGE);

        RunReport second = run();
        fixture.shop.write("last.txt", "last\n").commit("Go on further");
        fixture.shop.push();
        RunReport third = run();

        assertThat(second.outcome()).as(second.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(waiting()).containsExactly(item(first), item(second));
        assertThat(third.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(third.reason())
                .isEqualTo("the change of " + item(first) + " waits for review: Multiply price and count (and 1 more)");
    }

    @Test
    void queuesTheSameChangeOnceThoughTheBranchHasMoved() throws InterruptedException {
        RunReport first = hold();
        goOn();
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", PipelineFixture.DIFF);

        RunReport again = run();
        RunReport idle = run();

        assertThat(again.outcome()).as(again.reason()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(again.reason())
                .isEqualTo(
                        "the same change waits for review already, in " + item(first) + ": Multiply price and count");
        assertThat(events(item(again))).as("nothing is spent on it").noneMatch(RunEvent.Judged.class::isInstance);
        assertThat(waiting()).containsExactly(item(first));
        assertThat(idle.outcome()).isEqualTo(RunOutcome.IDLE);
        ReplayReport replayed = new Replay(
                        fixture.state,
                        Map.of("summary", new SummaryTask(), "improve", new ImproveTask()),
                        journal,
                        artifacts)
                .replay(project(), item(again));
        assertThat(replayed.difference()).isEmpty();
    }

    @Test
    void queuesNothingBesideWhatAPersonHasMadeOfIt() throws InterruptedException {
        RunReport first = hold();
        String patch = first.diff().replace("+echo $((price * count))", "+echo $((count * price))");
        RunReport edited = pipeline()
                .run(RunRequest.review(project(), new ReviewDecision.Edit(item(first), patch)), fixture.listener);
        goOn();
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", PipelineFixture.DIFF);

        RunReport again = run();

        assertThat(again.reason()).startsWith("the same change waits for review already, in " + item(edited));
        assertThat(waiting()).containsExactly(item(edited));
    }

    private RunReport hold() throws InterruptedException {
        fixture.improvement();
        RunReport held = run();
        assertThat(held.outcome()).as(held.reason()).isEqualTo(RunOutcome.HELD);
        return held;
    }

    /** Lets the branch move, away from what waits. */
    private void goOn() {
        fixture.shop.write("more.sh", "echo moer\n").commit("Go on");
        fixture.shop.push();
    }

    private RunReport run() throws InterruptedException {
        return pipeline().run(RunRequest.manual(project()), fixture.listener);
    }

    private Project project() {
        return fixture.project().delivery(DeliveryMode.HOLD).openProposals(2).build();
    }

    private Pipeline pipeline() {
        return fixture.pipeline().journal(journal).artifacts(artifacts).build();
    }

    private List<RunId> waiting() {
        return journal.held(project().id()).stream().map(RunOverview::run).toList();
    }

    private List<RunEvent> events(RunId run) {
        try (Stream<RunEvent> events = journal.read(run)) {
            return events.toList();
        }
    }

    private static RunId item(RunReport report) {
        return report.run().orElseThrow();
    }
}
