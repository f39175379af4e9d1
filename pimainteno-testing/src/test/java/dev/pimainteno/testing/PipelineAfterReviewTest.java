package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.learning.ChangeOutcome;
import dev.pimainteno.learning.Derivation;
import dev.pimainteno.learning.Learnings;
import dev.pimainteno.learning.Lessons;
import dev.pimainteno.learning.Outcomes;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.RunId;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.review.Rejections;
import dev.pimainteno.review.ReviewDecision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with a change besides letting it in: they edit it, and they take it back. */
class PipelineAfterReviewTest {
    private static final String WITH_TEST = PipelineFixture.DIFF + """

            ```diff
            --- /dev/null
            +++ b/total_test.sh
            @@ -0,0 +1 @@
            +test "$(sh total.sh)" -gt 0
            ```
            """;
    private static final String CLAIM =
            "{\"subject\": \"Multiply price and count\", \"body\": \"Adds a unit test for the total.\"}";

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(100);
    private final Rejections rejections = Rejections.inMemory();
    private final Outcomes outcomes = Outcomes.of(journal, journal);
    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
    }

    @Test
    void claimsNoTestThatAPersonHasTakenOutOfTheChange() throws InterruptedException {
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", WITH_TEST).answer("commit-message", CLAIM);
        RunReport held = run(DeliveryMode.HOLD);
        String patch = held.diff();
        int test = patch.indexOf("diff --git a/total_test.sh");

        RunReport edited = decide(new ReviewDecision.Edit(item(held), patch.substring(0, test)));

        assertThat(held.change().orElseThrow().message()).contains("\nAdds a unit test for the total.\n");
        assertThat(edited.outcome()).as(edited.reason()).isEqualTo(RunOutcome.HELD);
        assertThat(edited.change().orElseThrow().message())
                .startsWith("Multiply price and count\n\nPimainteno-Run: " + item(held) + "\n")
                .endsWith("\nPimainteno-Edited: " + item(edited) + "\n");
        assertThat(edited.details())
                .containsExactly("the body claims tests that the change does not have and is not used for the edited"
                        + " change");
    }

    @Test
    void knowsAnApprovedChangeThatAPersonHasTakenBackAndDoesNotProposeItAgain() throws InterruptedException {
        fixture.improvement();
        RunReport held = run(DeliveryMode.HOLD);
        RunReport approved = decide(new ReviewDecision.Approve(item(held)));
        assertThat(approved.outcome()).as(approved.reason()).isEqualTo(RunOutcome.DELIVERED);
        String commit = approved.change().orElseThrow().commit().hex();
        revert(commit);
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", PipelineFixture.DIFF);

        RunReport again = run(DeliveryMode.HOLD);
        RunReport later = run(DeliveryMode.HOLD);

        assertThat(again.outcome()).as(again.reason()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(again.reason())
                .isEqualTo("it was proposed before, and turned down in " + item(approved)
                        + ": taken back by the commit " + fixture.shop.head().abbreviated());
        assertThat(state(approved)).isEqualTo(ChangeState.REVERTED);
        assertThat(state(held)).isEqualTo(ChangeState.KEPT);
        assertThat(outcomes.counts()).singleElement().satisfies(count -> {
            assertThat(count.of(ChangeOutcome.Word.REVERTED)).isEqualTo(1);
            assertThat(count.of(ChangeOutcome.Word.ACCEPTED)).isZero();
        });
        assertThat(later.outcome()).isEqualTo(RunOutcome.IDLE);
    }

    @Test
    void journalsOnceThatAChangeWasTakenBack() throws InterruptedException {
        fixture.improvement();
        RunReport pushed = run(DeliveryMode.PUSH);
        assertThat(pushed.outcome()).as(pushed.reason()).isEqualTo(RunOutcome.DELIVERED);
        revert(pushed.change().orElseThrow().commit().hex());
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", "NOTHING_WORTH_DOING");
        RunReport first = run(DeliveryMode.PUSH);
        fixture.shop.write("more.txt", "more\n").commit("Go on");
        fixture.shop.push();
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", "NOTHING_WORTH_DOING");
        RunReport second = run(DeliveryMode.PUSH);

        assertThat(first.details())
                .anyMatch(detail -> detail.startsWith("the change of " + item(pushed) + " was taken"));
        assertThat(second.details()).isEmpty();
        try (Stream<RunEvent> events = journal.read(item(pushed))) {
            assertThat(events)
                    .filteredOn(event ->
                            event instanceof RunEvent.ChangeMoved moved && moved.state() == ChangeState.REVERTED)
                    .hasSize(1);
        }
    }

    @Test
    void takesNobodysWordForACommitThatItHasNotDelivered() throws InterruptedException {
        fixture.improvement();
        RunReport pushed = run(DeliveryMode.PUSH);
        String commit = pushed.change().orElseThrow().commit().hex();
        fixture.shop
                .write("more.txt", "more\n")
                .commit("Go on\n\nThis reverts commit " + "A".repeat(40) + ".\nThis reverts commit " + commit
                        + ", or so it seems");
        fixture.shop.push();
        fixture.llm.answer("summary", "UNCHANGED").answer("improve", "NOTHING_WORTH_DOING");

        RunReport later = run(DeliveryMode.PUSH);

        assertThat(later.outcome()).as(later.reason()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        assertThat(state(pushed)).isEqualTo(ChangeState.KEPT);
    }

    /** Lets Git itself take a commit back, in its own words. */
    private void revert(String commit) throws InterruptedException {
        fixture.git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "revert", "--no-edit", commit);
        fixture.shop.push();
    }

    private RunReport run(DeliveryMode mode) throws InterruptedException {
        return pipeline().run(RunRequest.manual(project(mode)), fixture.listener);
    }

    private RunReport decide(ReviewDecision decision) throws InterruptedException {
        return pipeline().run(RunRequest.review(project(DeliveryMode.HOLD), decision), fixture.listener);
    }

    private Project project(DeliveryMode mode) {
        return fixture.project().delivery(mode).build();
    }

    private Pipeline pipeline() {
        Lessons lessons = Lessons.of(
                Learnings.inMemory(), outcomes, Derivation.of(Duration.ofDays(90), Redaction.of(List.of())), false);
        return fixture.pipeline()
                .journal(journal)
                .rejections(rejections)
                .lessons(lessons)
                .build();
    }

    private ChangeState state(RunReport report) {
        return journal.find(item(report)).orElseThrow().change().orElseThrow();
    }

    private static RunId item(RunReport report) {
        return report.run().orElseThrow();
    }
}
