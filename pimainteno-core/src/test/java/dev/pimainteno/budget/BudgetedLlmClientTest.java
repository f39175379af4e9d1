package dev.pimainteno.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.answers.CachedLlmClient;
import dev.pimainteno.budget.Cap.Scope;
import dev.pimainteno.cache.Cache;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetedLlmClientTest {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectId BLOG = ProjectId.of("blog");
    private static final RunId RUN = new RunId("20260315-120000-000001");
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
    private static final int ANSWER = 1_000;

    private final InMemoryBudgetLedger ledger = BudgetLedger.inMemory(() -> NOW);
    private final AtomicInteger calls = new AtomicInteger();

    @FunctionalInterface
    private interface Answers {
        LlmResponse answer(LlmRequest request) throws InterruptedException;
    }

    @Test
    void countsWhatACallHasCostInPlaceOfWhatItMightHave() throws InterruptedException {
        client(request -> {
                    assertThat(used()).as("before").isEqualTo(100 + 4 + ANSWER);
                    return LlmResponse.fresh("yes", new TokenUsage(40, 10, 2, 1));
                })
                .complete(request(SHOP, "question"));

        assertThat(used()).isEqualTo(42);
    }

    @Test
    void countsMoneyByThePriceOfTheModel() throws InterruptedException {
        TokenPrice price =
                new TokenPrice("gpt*", new BigDecimal("1.25"), new BigDecimal("0.125"), new BigDecimal("10"));
        Budget priced = new Budget(List.of(), Map.of(), List.of(price), "USD", 100, ANSWER, 3);

        client(priced, request -> LlmResponse.fresh("yes", new TokenUsage(1_000, 600, 50, 0)))
                .complete(request(SHOP, "question"));

        // 400 at 1.25, 600 at 0.125 and 50 at 10 for a million.
        assertThat(ledger.status().used(Scope.DAY, SHOP).cost()).hasToString("0.001075");
    }

    @Test
    void countsAnAnswerThatNobodyCountedAsItWasReserved() throws InterruptedException {
        client(request -> LlmResponse.fresh("yes", TokenUsage.none())).complete(request(SHOP, "question"));

        assertThat(used()).isEqualTo(1_104);
    }

    @Test
    void countsNothingForWhatWasRemembered() throws InterruptedException {
        client(request -> LlmResponse.remembered("yes")).complete(request(SHOP, "question"));

        assertThat(used()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void countsAFailureAsReservedUnlessItHasSurelyCostNothing(Reason reason) {
        LlmException failure = new LlmException(reason, "no", null);

        LlmException thrown = failing(client(request -> {
            throw failure;
        }));

        assertThat(thrown.reason()).isEqualTo(reason);
        assertThat(used()).isEqualTo(reason.costsNothing() ? 0 : 1_104);
        assertThat(ledger.status().spendings().get(0).reserved().tokens()).isZero();
    }

    @Test
    void countsACallThatWasInterruptedOrBrokeAsReserved() {
        assertThatThrownBy(() -> client(request -> {
                            throw new InterruptedException();
                        })
                        .complete(request(SHOP, "question")))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> client(request -> {
                            throw new IllegalStateException("a defect");
                        })
                        .complete(request(SHOP, "question")))
                .isInstanceOf(IllegalStateException.class);

        assertThat(used()).isEqualTo(2 * 1_104);
        assertThat(ledger.status().spendings().get(0).unknown()).isEqualTo(2);
    }

    @Test
    void asksNobodyBeyondACapAndSaysWhichWhatWasAskedAndWhatHelps() throws InterruptedException {
        Budget budget = capped(Cap.ofTokens(Scope.DAY, 2_000));
        LlmClient client = client(budget, request -> LlmResponse.fresh("yes", TokenUsage.none()));
        client.complete(request(SHOP, "question"));

        LlmException refused = failing(client);

        assertThat(refused.reason()).isEqualTo(Reason.OVER_BUDGET);
        assertThat(refused.availableAt()).hasValue(Instant.parse("2026-03-16T00:00:00Z"));
        assertThat(refused)
                .hasMessage("Did not ask for 'improve': it may take 1,104 tokens, and the budget is day_tokens ="
                        + " 2,000 tokens, of which 1,104 tokens are used; there is room again at 2026-03-16T00:00:00Z; to go on"
                        + " before, raise day_tokens, or grant an override with 'budget override'");
        assertThat(calls).hasValue(1);
    }

    @Test
    void saysThatACapAllowsNoCallAtAll() {
        LlmException refused = failing(
                client(capped(Cap.ofTokens(Scope.DAY, 50)), request -> LlmResponse.fresh("yes", TokenUsage.none())));

        assertThat(refused.availableAt()).isEmpty();
        assertThat(refused).hasMessageEndingWith("no call costs less than about 101 tokens, so raise day_tokens");
    }

    @Test
    void parksAProviderForEverybodyUntilTheTimeThatItStates() {
        Instant stated = NOW.plusSeconds(3_600);
        LlmException limited = failing(client(request -> {
            throw new LlmException(Reason.QUOTA_EXHAUSTED, "used up", stated, null);
        }));
        assertThat(limited.availableAt()).hasValue(stated);

        LlmException parked = catchThrowableOfType(
                LlmException.class,
                () -> client(request -> LlmResponse.fresh("yes", TokenUsage.none()))
                        .complete(request(BLOG, "another question")));

        assertThat(parked.reason()).isEqualTo(Reason.PARKED);
        assertThat(parked.availableAt()).hasValue(stated);
        assertThat(parked).hasMessageContainingAll("codex is parked until 2026-03-15T13:00:00Z", "used up");
        assertThat(calls).hasValue(1);
    }

    @Test
    void asksNothingAgainThatFailsInTheSameWayEachTime() {
        LlmClient client = client(request -> {
            throw new LlmException(Reason.MALFORMED, "empty", null);
        });
        for (int i = 0; i < 3; i++) {
            assertThat(failing(client).reason()).isEqualTo(Reason.MALFORMED);
        }

        LlmException refused = failing(client);

        assertThat(refused.reason()).isEqualTo(Reason.REPEATED);
        assertThat(refused).hasMessageContaining("failed 3 times in the same way (MALFORMED)");
        assertThat(calls).hasValue(3);
    }

    @Test
    void asksNobodyWhileTheLedgerDoesNotWork() {
        BudgetLedger broken = new BrokenLedger(true);
        LlmClient client = BudgetedLlmClient.create(
                counting(request -> LlmResponse.fresh("yes", TokenUsage.none())), capped(), broken);

        assertThatThrownBy(() -> client.complete(request(SHOP, "question"))).isInstanceOf(JournalException.class);

        assertThat(calls).hasValue(0);
    }

    @Test
    void losesNoAnswerWhenItCannotBeSettled() throws InterruptedException {
        LlmClient client = BudgetedLlmClient.create(
                counting(request -> LlmResponse.fresh("yes", TokenUsage.none())), capped(), new BrokenLedger(false));

        assertThat(client.complete(request(SHOP, "question")).text()).isEqualTo("yes");
    }

    @Test
    void reservesOnceForAllWhoWaitForOneAnswerAndNothingForWhatIsRemembered() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        LlmClient client = CachedLlmClient.create(
                client(request -> {
                    asked.countDown();
                    answer.await();
                    return LlmResponse.fresh("yes", TokenUsage.none());
                }),
                Cache.inMemory(10));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<LlmResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(threads.submit(() -> client.complete(request(SHOP, "question"))));
        }
        asked.await();
        answer.countDown();
        for (Future<LlmResponse> each : answers) {
            assertThat(each.get().text()).isEqualTo("yes");
        }
        threads.shutdown();
        client.complete(request(BLOG, "question"));

        assertThat(calls).hasValue(1);
        assertThat(used()).isEqualTo(1_104);
    }

    @Test
    void letsOneProjectAskWhatTheBudgetOfAnotherDoesNotAllow() throws InterruptedException {
        Budget budget = new Budget(
                List.of(), Map.of(SHOP, List.of(Cap.ofTokens(Scope.CALL, 10))), List.of(), "USD", 100, ANSWER, 3);
        LlmClient client = CachedLlmClient.create(
                client(budget, request -> LlmResponse.fresh("yes", TokenUsage.none())), Cache.inMemory(10));

        assertThat(failing(client).reason()).isEqualTo(Reason.OVER_BUDGET);
        assertThat(client.complete(request(BLOG, "question")).remembered()).isFalse();
        assertThat(client.complete(request(SHOP, "question")).remembered()).isTrue();
    }

    private LlmException failing(LlmClient client) {
        return catchThrowableOfType(LlmException.class, () -> client.complete(request(SHOP, "question")));
    }

    private LlmClient client(Answers answers) {
        return client(capped(), answers);
    }

    private LlmClient client(Budget budget, Answers answers) {
        return BudgetedLlmClient.create(counting(answers), budget, ledger);
    }

    private static Budget capped(Cap... caps) {
        return new Budget(List.of(caps), Map.of(), List.of(), "USD", 100, ANSWER, 3);
    }

    private LlmClient counting(Answers answers) {
        return new LlmClient() {
            @Override
            public LlmResponse complete(LlmRequest request) throws InterruptedException {
                calls.incrementAndGet();
                return answers.answer(request);
            }

            @Override
            public LlmIdentity identity() {
                return new LlmIdentity("codex", "gpt-5", "");
            }
        };
    }

    private static LlmRequest request(ProjectId project, String prompt) {
        return LlmRequest.of("improve", "improve.v1", project, RUN, prompt);
    }

    private long used() {
        return ledger.status().used(Scope.DAY, SHOP).tokens();
    }

    /** Does not work from the beginning, or from the first settlement on. */
    private record BrokenLedger(boolean atOnce) implements BudgetLedger {
        @Override
        public Optional<Refusal> reserve(PlannedCall call, List<Cap> caps, int repeats) {
            if (atOnce) {
                throw away();
            }
            return Optional.empty();
        }

        @Override
        public void settle(String id, Settlement settlement) {
            throw away();
        }

        @Override
        public Instant park(String provider, String said, Optional<Instant> stated) {
            throw away();
        }

        @Override
        public BudgetStatus status() {
            throw away();
        }

        private static JournalException away() {
            return new JournalException(JournalException.Reason.UNAVAILABLE, "the database is away", null);
        }
    }
}
