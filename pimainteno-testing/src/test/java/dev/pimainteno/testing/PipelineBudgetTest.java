package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.BudgetLedger;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Cap.Scope;
import dev.pimainteno.budget.InMemoryBudgetLedger;
import dev.pimainteno.budget.Money;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.budget.RefusedEdits;
import dev.pimainteno.cache.Cache;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.pipeline.Pipeline;
import dev.pimainteno.pipeline.RunReport;
import dev.pimainteno.pipeline.RunRequest;
import dev.pimainteno.project.Limits;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose model costs more than is allowed, takes no more, or fails in the same way each time. */
class PipelineBudgetTest {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final Cap DAY = Cap.ofTokens(Scope.DAY, 100_000);

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at(Instant.parse("2026-03-15T12:00:00Z"));
    private final InMemoryBudgetLedger ledger = BudgetLedger.inMemory(clock);
    private final RefusedEdits refused = RefusedEdits.inMemory(100);
    private final Cache cache = Cache.inMemory(100);
    private PipelineFixture fixture;

    @BeforeEach
    void makeShop() {
        fixture = new PipelineFixture(directory);
    }

    @Test
    void parksARunWhoseDayIsUsedUpAndGoesOnWhenThereIsRoom() throws InterruptedException {
        fixture.llm
                .answer("summary", PipelineFixture.SUMMARY)
                .fail("improve", new LlmException(Reason.UNAVAILABLE, "the line is down", null));
        assertThat(run(capped()).outcome()).isEqualTo(RunOutcome.FAILED);
        spend(DAY.most());

        RunReport parked = run(capped(DAY));

        assertThat(parked.outcome()).isEqualTo(RunOutcome.PARKED);
        assertThat(parked.succeeded()).isTrue();
        assertThat(parked.resumesAt()).isEqualTo(Instant.parse("2026-03-16T00:00:00Z"));
        assertThat(parked.reason()).contains("day_tokens = 100,000 tokens, of which 10", "'improve'");
        assertThat(parked.modelCalls()).isZero();
        assertThat(fixture.llm.requests()).as("the summary is remembered").hasSize(2);

        clock.advance(Duration.ofDays(1));
        fixture.llm.answer("improve", PipelineFixture.DIFF).answer("commit-message", PipelineFixture.MESSAGE);
        assertThat(run(capped(DAY)).outcome()).isEqualTo(RunOutcome.DELIVERED);
        assertThat(fixture.llm.requests()).hasSize(4);
    }

    @Test
    void goesOnUnderAnOverrideUntilThatEnds() throws InterruptedException {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY);
        spend(DAY.most());
        assertThat(run(capped(DAY)).outcome()).isEqualTo(RunOutcome.PARKED);

        ledger.grant(new Amount(30_000, Money.zero()), Optional.of(SHOP), Duration.ofHours(1), "me", "because");
        fixture.llm.fail("improve", new LlmException(Reason.UNAVAILABLE, "the line is down", null));
        assertThat(run(capped(DAY)).outcome()).as("asked").isEqualTo(RunOutcome.FAILED);
        clock.advance(Duration.ofHours(1));

        assertThat(run(capped(DAY)).outcome()).isEqualTo(RunOutcome.PARKED);
    }

    @Test
    void refusesARunThatNoBudgetOfThatSizeEverAllows() throws InterruptedException {
        RunReport report = run(capped(Cap.ofTokens(Scope.CALL, 10)));

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(report.resumesAt()).isNull();
        assertThat(report.reason()).contains("call_tokens = 10 tokens", "no call costs less than about");
        assertThat(report.modelCalls()).isZero();
        assertThat(fixture.llm.requests()).isEmpty();
    }

    @Test
    void callsAProviderThatTakesNoMoreForNoProjectUntilTheTimeThatItStated() throws InterruptedException {
        Instant stated = clock.instant().plus(Duration.ofHours(2));
        fixture.llm.fail("summary", new LlmException(Reason.RATE_LIMITED, "try again at 2 pm", stated, null));

        RunReport first = run(capped());
        TemporaryRepository blog = TemporaryRepository.create(directory.resolve("blog"));
        blog.write("a.txt", "a\n").commit("Begin");
        Project.Builder other = Project.builder(ProjectId.of("blog"), blog.path());
        RunReport second = pipeline(capped()).build().run(RunRequest.manual(other.build()), RunListener.none());

        assertThat(first.outcome()).isEqualTo(RunOutcome.PARKED);
        assertThat(first.resumesAt()).isEqualTo(stated);
        assertThat(second.outcome()).isEqualTo(RunOutcome.PARKED);
        assertThat(second.resumesAt()).isEqualTo(stated);
        assertThat(second.reason()).contains("is parked until 2026-03-15T14:00:00Z", "try again at 2 pm");
        assertThat(fixture.llm.requests()).hasSize(1);
        clock.advance(Duration.ofHours(2));
        fixture.improvement();
        assertThat(run(capped()).outcome()).isEqualTo(RunOutcome.DELIVERED);
    }

    @Test
    void asksNoMoreAboutAProjectWhoseQuestionFailsInTheSameWayUntilItsCodeChanges() throws InterruptedException {
        fixture.llm.answer("summary", PipelineFixture.SUMMARY);
        for (int i = 0; i < 3; i++) {
            fixture.llm.fail("improve", new LlmException(Reason.MALFORMED, "the answer is empty", null));
            assertThat(run(capped()).outcome()).isEqualTo(RunOutcome.FAILED);
        }

        RunReport givenUp = run(capped());
        assertThat(givenUp.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(givenUp.reason()).contains("failed 3 times in the same way (MALFORMED)");
        assertThat(givenUp.modelCalls()).isZero();
        int asked = fixture.llm.requests().size();
        RunReport idle = run(capped());
        assertThat(idle.outcome()).isEqualTo(RunOutcome.IDLE);
        assertThat(idle.reason()).contains("failed 3 times in the same way");
        assertThat(fixture.llm.requests()).hasSize(asked);

        fixture.shop.write("more.txt", "more\n").commit("More");
        fixture.shop.push();
        fixture.improvement();
        assertThat(run(capped()).outcome()).isEqualTo(RunOutcome.DELIVERED);
    }

    @Test
    void asksForNoFurtherTryOfAnEditThatIsRefusedFromRunToRun() throws InterruptedException {
        Project.Builder proving = fixture.project().limits(new Limits(10, 1, 1 << 20));
        fixture.llm.otherwise(request -> switch (request.purpose()) {
            case "summary" -> PipelineFixture.SUMMARY;
            case "commit-message" -> PipelineFixture.MESSAGE;
            default -> PipelineFixture.DIFF;
        });

        RunReport first = run(capped(), proving);
        assertThat(first.outcome()).isEqualTo(RunOutcome.REFUSED);
        int twice = improvements();
        fixture.shop.write("more.txt", "more\n").commit("More");
        fixture.shop.push();
        RunReport second = run(capped(), proving);

        assertThat(second.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(second.reason()).contains("the same edit was refused 3 times");
        assertThat(twice).isEqualTo(2);
        assertThat(improvements()).as("asked once, and not to try again").isEqualTo(3);
        assertThat(run(capped(), proving).outcome()).isEqualTo(RunOutcome.IDLE);
    }

    @Test
    void countsNoQuestionThatWasHeldBackAsAsked() throws InterruptedException {
        RunReport report = run(capped(Cap.ofTokens(Scope.RUN, 100)));

        assertThat(report.modelCalls()).isZero();
        assertThat(fixture.listener.events(RunEvent.ModelFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.wasAsked()).isFalse());
    }

    private void spend(long tokens) {
        PlannedCall call = new PlannedCall(
                "spent",
                ProjectId.of("other"),
                new RunId("20260315-120000-000001"),
                "improve",
                "other",
                "model",
                "question",
                new Amount(tokens, Money.zero()),
                Duration.ofMinutes(1));
        assertThat(ledger.reserve(call, List.of(), 3)).isEmpty();
    }

    private int improvements() {
        return (int) fixture.llm.requests().stream()
                .filter(request -> !request.purpose().equals("summary")
                        && !request.purpose().equals("commit-message"))
                .count();
    }

    private static Budget capped(Cap... caps) {
        return new Budget(List.of(caps), Map.of(), List.of(), "USD", 100, 1_000, 3);
    }

    private Pipeline.Builder pipeline(Budget budget) {
        return fixture.pipeline()
                .clock(clock)
                .cache(cache)
                .budget(budget, ledger)
                .refusedEdits(refused);
    }

    private RunReport run(Budget budget) throws InterruptedException {
        return run(budget, fixture.project());
    }

    private RunReport run(Budget budget, Project.Builder project) throws InterruptedException {
        return pipeline(budget).build().run(RunRequest.manual(project.build()), fixture.listener);
    }
}
