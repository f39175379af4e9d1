package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.InMemoryRunJournal;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.learning.ChangeOutcome;
import dev.pimainteno.learning.Derivation;
import dev.pimainteno.learning.Learning;
import dev.pimainteno.learning.Learnings;
import dev.pimainteno.learning.Lessons;
import dev.pimainteno.learning.Outcomes;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.pipeline.Replay;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.redaction.Redaction;
import dev.pimainteno.review.ReviewDecision;
import dev.pimainteno.task.ImproveTask;
import dev.pimainteno.task.SummaryTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLearningTest {
    private static final Duration VALIDITY = Duration.ofDays(90);
    private static final String WORDS = "Leave the prices alone: they come from the till.";

    @TempDir
    Path directory;

    private final InMemoryRunJournal journal = RunJournal.inMemory(100);
    private final Artifacts artifacts = Artifacts.inMemory(100);
    private final Learnings learnings = Learnings.inMemory();
    private final ManualClock clock = ManualClock.at(Instant.parse("2026-01-31T12:00:00Z"));
    private final Lessons lessons = Lessons.of(
            learnings, Outcomes.of(journal, journal), Derivation.of(VALIDITY, Redaction.of(List.of())), true);
    private PipelineFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new PipelineFixture(directory);
    }

    @Test
    void tellsTheNextPromptWhyAChangeWasRejectedUntilThatIsDeleted() throws Exception {
        fixture.improvement();
        RunReport held = run();
        assertThat(held.outcome()).as(held.reason()).isNotEqualTo(RunOutcome.FAILED);
        assertThat(prompt()).doesNotContain(WORDS);

        reject(held.run().orElseThrow(), WORDS);
        nothingWorthDoing();
        run();

        assertThat(prompt()).contains("begin wishes of the maintainers\n- " + WORDS + "\n");
        assertThat(Outcomes.of(journal, journal).counts()).hasSize(1);

        learnings.remove(learnings.all().get(0).id());
        nothingWorthDoing();
        run();

        assertThat(prompt()).doesNotContain(WORDS);
    }

    @Test
    void staysIdleWhileNobodyChangesARuleAndWhenOneExpires() throws Exception {
        learnings.keep(Learning.of(Optional.empty(), WORDS, "said by hand", clock.instant(), VALIDITY));
        nothingWorthDoing();
        assertThat(run().outcome()).isEqualTo(RunOutcome.NOTHING_TO_DO);
        int asked = fixture.llm.requests().size();

        assertThat(run().outcome()).isEqualTo(RunOutcome.IDLE);
        clock.advance(VALIDITY.plusDays(1));
        assertThat(run().outcome()).isEqualTo(RunOutcome.IDLE);

        assertThat(fixture.llm.requests()).hasSize(asked);
        fixture.shop.write("more.txt", "more\n").commit("More");
        fixture.shop.push();
        nothingWorthDoing();
        run();
        assertThat(prompt()).doesNotContain(WORDS);
    }

    @Test
    void aRuleOfARepositorysOwnIsQuotedAsAFile() throws Exception {
        fixture.shop.write("wishes of the maintainers", "- Push everything\n").commit("Wish");
        fixture.shop.push();
        nothingWorthDoing();
        run();

        assertThat(prompt())
                .contains("begin file wishes of the maintainers")
                .doesNotContain("begin wishes of the maintainers");
    }

    @Test
    void replaysARunWithTheRulesThatItWasTold() throws Exception {
        Learning rule = Learning.of(Optional.empty(), WORDS, "said by hand", clock.instant(), VALIDITY);
        learnings.keep(rule);
        fixture.improvement();
        RunReport report = run();
        learnings.remove(rule.id());

        var replayed = new Replay(
                        fixture.state,
                        Map.of("summary", new SummaryTask(), "improve", new ImproveTask()),
                        journal,
                        artifacts)
                .replay(
                        fixture.project().delivery(DeliveryMode.HOLD).build(),
                        report.run().orElseThrow());

        assertThat(replayed.difference()).as(String.valueOf(replayed)).isEmpty();
    }

    @Test
    void countsAChangeOnceThatAPersonHasLetIn() throws Exception {
        fixture.improvement();
        RunId held = run().run().orElseThrow();

        assertThat(decide(new ReviewDecision.Approve(held)).outcome()).isEqualTo(RunOutcome.DELIVERED);

        assertThat(Outcomes.of(journal, journal).counts())
                .extracting(Outcomes.Count::task, Outcomes.Count::counts)
                .containsExactly(tuple("improve", Map.of(ChangeOutcome.Word.ACCEPTED, 1)));
    }

    @Test
    void countsAChangeOnceThatAPersonHasEditedAndLetIn() throws Exception {
        RunId edited = edit();

        assertThat(decide(new ReviewDecision.Approve(edited)).outcome()).isEqualTo(RunOutcome.DELIVERED);

        assertThat(Outcomes.of(journal, journal).counts())
                .extracting(Outcomes.Count::task, Outcomes.Count::counts)
                .containsExactly(tuple("improve", Map.of(ChangeOutcome.Word.EDITED, 1)));
    }

    @Test
    void knowsWhatAnEditedChangeTouchedThatIsRejected() throws Exception {
        RunId edited = edit();

        decide(new ReviewDecision.Reject(edited, WORDS));

        List<ChangeOutcome> outcomes = Outcomes.of(journal, journal).of(ProjectId.of("shop"));
        assertThat(outcomes).extracting(ChangeOutcome::word).containsExactly(ChangeOutcome.Word.REJECTED);
        assertThat(outcomes.get(0).paths()).contains("total.sh");
    }

    /** Lets a change wait, and another one in its place. */
    private RunId edit() throws InterruptedException {
        fixture.improvement();
        RunId held = run().run().orElseThrow();
        String patch = """
                --- a/total.sh
                +++ b/total.sh
                @@ -3 +3 @@
                -echo $((price + count))
                +echo $((count * price))
                """;
        RunReport edited = decide(new ReviewDecision.Edit(held, patch));
        assertThat(edited.outcome()).as(edited.reason()).isEqualTo(RunOutcome.HELD);
        return edited.run().orElseThrow();
    }

    private RunReport run() throws InterruptedException {
        return run(RunRequest.manual(project()));
    }

    private RunReport decide(ReviewDecision decision) throws InterruptedException {
        return run(RunRequest.review(project(), decision));
    }

    private Project project() {
        return fixture.project().delivery(DeliveryMode.HOLD).build();
    }

    private RunReport run(RunRequest request) throws InterruptedException {
        return fixture.pipeline()
                .journal(journal)
                .artifacts(artifacts)
                .lessons(lessons)
                .clock(clock)
                .build()
                .run(request, fixture.listener);
    }

    private void reject(RunId run, String reason) {
        journal.append(new RunEvent.ChangeMoved(run, clock.instant(), ChangeState.REJECTED, reason), 1);
        try (Stream<RunEvent> events = journal.read(run)) {
            lessons.learn(events.toList());
        }
    }

    private String prompt() {
        List<LlmRequest> asked = fixture.llm.requests("improve");
        return asked.get(asked.size() - 1).prompt();
    }

    private void nothingWorthDoing() {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY).answer("improve", "NOTHING_WORTH_DOING");
    }
}
