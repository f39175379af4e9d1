package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.BudgetLedger;
import dev.pimainteno.budget.BudgetOverride;
import dev.pimainteno.budget.BudgetOverrides;
import dev.pimainteno.budget.BudgetStatus;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Cap.Scope;
import dev.pimainteno.budget.Money;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.budget.Refusal;
import dev.pimainteno.budget.Settlement;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BudgetLedger} must do, and its {@link BudgetOverrides} with it. An implementation's test extends this
 * class; nothing is reserved at the beginning of each test.
 */
public abstract class BudgetLedgerContract {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectId BLOG = ProjectId.of("blog");
    private static final RunId RUN = new RunId("20260101-000000-000001");
    private static final RunId OTHER_RUN = new RunId("20260101-000000-000002");
    private static final List<Cap> DAY = List.of(Cap.ofTokens(Scope.DAY, 100));
    private static final int REPEATS = 3;

    private final ManualClock clock = ManualClock.at(Instant.parse("2026-03-15T12:00:00Z"));
    private final AtomicInteger ids = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // set before each test
    private BudgetLedger ledger;

    @SuppressWarnings("NullAway.Init") // set before each test
    private BudgetOverrides overrides;

    /** A ledger with its overrides. */
    public record Opened(BudgetLedger ledger, BudgetOverrides overrides) {}

    /** Opens the ledger that counts by {@code clock}, each time on the same storage within one test. */
    protected abstract Opened open(InstantSource clock) throws Exception;

    /** Tells a clock that the ledger looks at in place of the given one what time it is. Called whenever that has moved. */
    protected void clockMoved(Instant now) {}

    /** Whether the ledger outlives the object. */
    protected boolean survivesReopen() {
        return false;
    }

    @BeforeEach
    final void openLedger() throws Exception {
        reopen();
        clockMoved(clock.instant());
    }

    private void reopen() throws Exception {
        Opened opened = open(clock);
        ledger = opened.ledger();
        overrides = opened.overrides();
    }

    private void advance(Duration duration) {
        clock.advance(duration);
        clockMoved(clock.instant());
    }

    @Test
    void grantsWhatFitsUnderTheCapAndNoMore() {
        assertThat(ledger.reserve(call(60), DAY, REPEATS)).isEmpty();
        assertThat(ledger.reserve(call(40), DAY, REPEATS)).isEmpty();

        Refusal.OverCap refusal = overCap(call(1), DAY);

        assertThat(refusal.cap()).isEqualTo(DAY.get(0));
        assertThat(refusal.used()).isEqualTo(100);
        assertThat(refusal.asked()).isEqualTo(1);
        assertThat(refusal.freeAt()).hasValue(Instant.parse("2026-03-16T00:00:00Z"));
    }

    @Test
    void countsWhatWasRefusedNotAtAll() {
        overCap(call(101), DAY);

        assertThat(ledger.reserve(call(100), DAY, REPEATS)).isEmpty();
    }

    @Test
    void promisesNoTimeForACallThatIsLargerThanTheCap() {
        assertThat(overCap(call(101), DAY).freeAt()).isEmpty();
    }

    @Test
    void reservesOneCallOnceHoweverOftenItIsHandedIn() {
        PlannedCall call = call(60);

        assertThat(ledger.reserve(call, DAY, REPEATS)).isEmpty();
        assertThat(ledger.reserve(call, DAY, REPEATS)).isEmpty();

        assertThat(used(Scope.DAY, SHOP)).isEqualTo(60);
    }

    @Test
    void freesWhatACallHasNotCost() {
        PlannedCall call = reserved(call(100));
        ledger.settle(call.id(), spent(30));

        assertThat(ledger.reserve(call(70), DAY, REPEATS)).isEmpty();
        overCap(call(1), DAY);
    }

    @Test
    void countsWhatACallHasCostBeyondItsReservation() {
        PlannedCall call = reserved(call(10));
        ledger.settle(call.id(), spent(150));

        assertThat(overCap(call(1), DAY).used()).isEqualTo(150);
    }

    @Test
    void settlesAtItsReservationWhatIsNotKnown() {
        PlannedCall call = reserved(call(100));
        ledger.settle(call.id(), new Settlement.Unknown("TIMED_OUT"));

        assertThat(overCap(call(1), DAY).used()).isEqualTo(100);
        BudgetStatus.Spending spending = ledger.status().spendings().get(0);
        assertThat(spending.spent().tokens()).isEqualTo(100);
        assertThat(spending.reserved().tokens()).isZero();
        assertThat(spending.unknown()).isEqualTo(1);
        assertThat(spending.failed()).isEqualTo(1);
    }

    @Test
    void freesACallThatHasSurelyCostNothing() {
        PlannedCall call = reserved(call(100));
        ledger.settle(call.id(), new Settlement.Nothing("RATE_LIMITED"));

        assertThat(ledger.reserve(call(100), DAY, REPEATS)).isEmpty();
    }

    @Test
    void settlesOnceOnly() {
        PlannedCall call = reserved(call(100));
        ledger.settle(call.id(), spent(30));

        ledger.settle(call.id(), spent(90));
        ledger.settle(call.id(), new Settlement.Unknown("TIMED_OUT"));
        ledger.settle(call.id(), new Settlement.Nothing(""));

        assertThat(used(Scope.DAY, SHOP)).isEqualTo(30);
    }

    @Test
    void learnsLateWhatWasNotKnown() {
        PlannedCall call = reserved(call(100));
        ledger.settle(call.id(), new Settlement.Unknown("TIMED_OUT"));

        ledger.settle(call.id(), spent(30));

        assertThat(used(Scope.DAY, SHOP)).isEqualTo(30);
    }

    @Test
    void settlesNothingThatWasNeverReserved() {
        ledger.settle("nobody", spent(30));

        assertThat(ledger.status().spendings()).isEmpty();
    }

    @Test
    void keepsCountingWhatNobodySettlesAnyMore() throws Exception {
        assumeTrue(survivesReopen(), "this ledger ends with its process");
        PlannedCall lost = reserved(call(100));
        reopen();
        advance(Duration.ofHours(3));

        assertThat(overCap(call(1), DAY).used()).isEqualTo(100);
        assertThat(ledger.status().spendings().get(0).unknown()).isEqualTo(1);
        ledger.settle(lost.id(), spent(30));
        assertThat(used(Scope.DAY, SHOP)).isEqualTo(30);
    }

    @Test
    void countsEachScopeForItself() {
        assertThat(asking(Cap.ofTokens(Scope.CALL, 50), call(51)))
                .map(refusal -> refusal.cap().scope())
                .hasValue(Scope.CALL);
        reserved(call(60));
        reserved(call("b", BLOG, OTHER_RUN, 30));

        assertThat(asking(Cap.ofTokens(Scope.RUN, 100), call(41)).map(Refusal.OverCap::used))
                .hasValue(60L);
        assertThat(asking(Cap.ofTokens(Scope.RUN, 100), call("c", BLOG, OTHER_RUN, 71))
                        .map(Refusal.OverCap::used))
                .hasValue(30L);
        assertThat(asking(Cap.ofTokens(Scope.PROJECT_DAY, 100), call(41)).map(Refusal.OverCap::used))
                .hasValue(60L);
        assertThat(asking(Cap.ofTokens(Scope.PROJECT_MONTH, 100), call(41)).map(Refusal.OverCap::used))
                .hasValue(60L);
        assertThat(asking(Cap.ofTokens(Scope.DAY, 100), call(41)).map(Refusal.OverCap::used))
                .hasValue(90L);
        assertThat(asking(Cap.ofTokens(Scope.MONTH, 100), call(41)).map(Refusal.OverCap::used))
                .hasValue(90L);
    }

    @Test
    void countsMoneyExactly() {
        List<Cap> caps = List.of(Cap.ofCost(Scope.DAY, new BigDecimal("0.30")));
        Amount tenCents = new Amount(1, Money.of(new BigDecimal("0.10")));
        for (int i = 0; i < 3; i++) {
            assertThat(ledger.reserve(call("m" + i, SHOP, RUN, tenCents), caps, REPEATS))
                    .isEmpty();
        }

        Optional<Refusal> refusal = ledger.reserve(call("m", SHOP, RUN, new Amount(0, new Money(1))), caps, REPEATS);

        assertThat(refusal).containsInstanceOf(Refusal.OverCap.class);
    }

    @Test
    void beginsEachDayAndEachMonthAnew() {
        reserved(call(100));
        advance(Duration.ofHours(12));

        assertThat(ledger.reserve(call(100), DAY, REPEATS)).isEmpty();
        List<Cap> month = List.of(Cap.ofTokens(Scope.MONTH, 200));
        assertThat(overCap(call(1), month).freeAt()).hasValue(Instant.parse("2026-04-01T00:00:00Z"));
        advance(Duration.ofDays(16));
        assertThat(ledger.reserve(call(200), month, REPEATS)).isEmpty();
    }

    @Test
    void chargesACallToTheDayOfItsReservation() {
        PlannedCall call = reserved(call(100));
        advance(Duration.ofHours(12));
        ledger.settle(call.id(), spent(80));

        assertThat(ledger.reserve(call(100), DAY, REPEATS)).isEmpty();
        assertThat(used(Scope.MONTH, SHOP)).isEqualTo(180);
    }

    @Test
    void freesNothingWhenTheClockIsPutBack() {
        reserved(call(100));

        advance(Duration.ofDays(1).negated());
        assertThat(overCap(call(1), DAY).freeAt())
                .as("the end of the day that it was")
                .hasValue(Instant.parse("2026-03-16T00:00:00Z"));
        assertThat(ledger.status().newest()).hasValue(LocalDate.of(2026, 3, 15));
        advance(Duration.ofDays(40).negated());
        overCap(call(1), DAY);
        overCap(call(1), List.of(Cap.ofTokens(Scope.MONTH, 100)));
    }

    @Test
    void freesNothingWhenTheClockGoesOverMidnightAndBack() {
        reserved(call(100));
        advance(Duration.ofHours(12));
        reserved(call(100));
        advance(Duration.ofHours(12).negated());

        assertThat(overCap(call(1), DAY).used()).isEqualTo(200);
        advance(Duration.ofHours(12));
        assertThat(overCap(call(1), DAY).used()).isEqualTo(100);
    }

    @Test
    void neverGrantsMoreThanTheCapToManyAtOnce() throws InterruptedException {
        List<Integer> granted = Threads.together(16, thread -> {
            int mine = 0;
            for (int i = 0; i < 4; i++) {
                PlannedCall call = call("t" + thread + "-" + i, SHOP, RUN, new Amount(7, Money.zero()));
                mine += ledger.reserve(call, DAY, REPEATS).isEmpty() ? 1 : 0;
            }
            return mine;
        });

        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(14);
        assertThat(used(Scope.DAY, SHOP)).isEqualTo(98);
    }

    @Test
    void parksAProviderUntilTheTimeItHasStated() {
        Instant stated = clock.instant().plus(Duration.ofHours(2));

        assertThat(ledger.park("codex", "try again at 2 pm", Optional.of(stated)))
                .isEqualTo(stated);

        Optional<Refusal> refusal = ledger.reserve(call("b", BLOG, OTHER_RUN, 1), List.of(), REPEATS);
        assertThat(refusal).hasValue(new Refusal.Parked("codex", "try again at 2 pm", stated));
        assertThat(ledger.status().parked()).hasSize(1);
        advance(Duration.ofHours(2));
        assertThat(ledger.reserve(call(1), List.of(), REPEATS)).isEmpty();
        assertThat(ledger.status().parked()).isEmpty();
    }

    @Test
    void parksForALittleLongerEachTimeWhereNoTimeIsStated() {
        Duration last = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            Duration pause = Duration.between(clock.instant(), ledger.park("codex", "429", Optional.empty()));
            assertThat(pause).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofHours(6));
            last = pause;
        }
        assertThat(last).isEqualTo(Duration.ofHours(6));
        advance(last);
        PlannedCall answered = reserved(call(1));
        ledger.settle(answered.id(), spent(1));

        assertThat(Duration.between(clock.instant(), ledger.park("codex", "429", Optional.empty())))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void parksNobodyForEver() {
        Instant until = ledger.park("codex", "", Optional.of(Instant.parse("2099-01-01T00:00:00Z")));

        assertThat(until).isEqualTo(clock.instant().plus(Duration.ofDays(35)));
    }

    @Test
    void callsAParkedProviderAgainWhenAPersonSaysSo() {
        ledger.park("codex", "", Optional.of(clock.instant().plus(Duration.ofHours(2))));

        assertThat(overrides.resume()).isEqualTo(1);

        assertThat(ledger.reserve(call(1), List.of(), REPEATS)).isEmpty();
    }

    @Test
    void asksNoQuestionAgainThatFailsInTheSameWayEachTime() {
        for (int i = 0; i < REPEATS; i++) {
            ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("MALFORMED"));
        }

        Optional<Refusal> refusal = ledger.reserve(call(1), List.of(), REPEATS);

        assertThat(refusal).hasValue(new Refusal.Repeated("MALFORMED", REPEATS, Optional.empty()));
        advance(Duration.ofDays(20));
        assertThat(ledger.reserve(call(1), List.of(), REPEATS)).isPresent();
        assertThat(ledger.reserve(call("b", BLOG, OTHER_RUN, 1), List.of(), REPEATS))
                .as("another project's")
                .isEmpty();
        overrides.resume();
        assertThat(ledger.reserve(call(1), List.of(), REPEATS)).isEmpty();
    }

    @Test
    void asksAgainWhatFailsInAnotherWayOrWasAnsweredMeanwhile() {
        ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("MALFORMED"));
        ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("MALFORMED"));
        ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("REFUSED"));
        ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("MALFORMED"));
        ledger.settle(reserved(call(1)).id(), spent(1));
        ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("MALFORMED"));
        ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("MALFORMED"));

        assertThat(ledger.reserve(call(1), List.of(), REPEATS)).isEmpty();
    }

    @Test
    void waitsLongerAndLongerForWhatMayPass() {
        for (int i = 0; i < REPEATS; i++) {
            ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("UNAVAILABLE"));
        }

        assertThat(ledger.reserve(call(1), List.of(), REPEATS).flatMap(Refusal::freeAt))
                .hasValue(clock.instant().plus(Duration.ofHours(1)));
        advance(Duration.ofHours(1));
        ledger.settle(reserved(call(1)).id(), new Settlement.Unknown("UNAVAILABLE"));
        assertThat(ledger.reserve(call(1), List.of(), REPEATS).flatMap(Refusal::freeAt))
                .hasValue(clock.instant().plus(Duration.ofHours(2)));
    }

    @Test
    void anOverrideRaisesTheCapsUntilItEndsByItself() throws Exception {
        reserved(call(100));
        BudgetOverride granted =
                overrides.grant(new Amount(50, Money.zero()), Optional.empty(), Duration.ofHours(2), "me", "release");
        if (survivesReopen()) {
            reopen();
        }

        assertThat(ledger.status().overrides()).containsExactly(granted);
        assertThat(ledger.reserve(call(50), DAY, REPEATS)).isEmpty();
        assertThat(overCap(call(1), DAY).extra()).isEqualTo(50);
        advance(Duration.ofHours(2));
        assertThat(overCap(call(1), DAY).extra()).isZero();
        assertThat(ledger.status().overrides()).isEmpty();
    }

    @Test
    void anOverrideOfOneProjectIsForItAlone() {
        reserved(call(100));
        overrides.grant(new Amount(50, Money.zero()), Optional.of(BLOG), Duration.ofHours(2), "me", "release");

        overCap(call(1), DAY);
        assertThat(ledger.reserve(call("b", BLOG, OTHER_RUN, 50), DAY, REPEATS)).isEmpty();
    }

    @Test
    void anOverrideEndsWhenItIsCleared() {
        reserved(call(100));
        overrides.grant(new Amount(50, Money.zero()), Optional.empty(), Duration.ofHours(2), "me", "release");

        assertThat(overrides.endAll("you")).isEqualTo(1);

        overCap(call(1), DAY);
        assertThat(overrides.endAll("you")).isZero();
    }

    @Test
    void anOverrideDoesNotComeBackWithTheClock() {
        overrides.grant(new Amount(50, Money.zero()), Optional.empty(), Duration.ofHours(2), "me", "release");

        advance(Duration.ofDays(1).negated());

        assertThat(ledger.status().overrides()).isEmpty();
    }

    @Test
    void saysWhatWasSpentOnWhat() {
        ledger.settle(reserved(call(60)).id(), spent(40));
        reserved(call("b", BLOG, OTHER_RUN, 5));
        advance(Duration.ofDays(1));
        reserved(call(7));

        BudgetStatus status = ledger.status();

        assertThat(status.at()).isEqualTo(clock.instant());
        assertThat(status.spent(Scope.MONTH, SHOP).tokens())
                .as("with the one that nobody can be waiting for any more")
                .isEqualTo(45);
        assertThat(status.reserved(Scope.MONTH, SHOP).tokens()).isEqualTo(7);
        assertThat(status.used(Scope.DAY, SHOP).tokens()).isEqualTo(7);
        assertThat(status.used(Scope.PROJECT_MONTH, BLOG).tokens()).isEqualTo(5);
        assertThat(status.spendings()).allSatisfy(spending -> {
            assertThat(spending.model()).isEqualTo("model");
            assertThat(spending.purpose()).isEqualTo("improve");
        });
    }

    private PlannedCall call(long tokens) {
        return call("a", SHOP, RUN, tokens);
    }

    private PlannedCall call(String id, ProjectId project, RunId run, long tokens) {
        return call(id + "-" + ids.incrementAndGet(), project, run, new Amount(tokens, Money.zero()));
    }

    private static PlannedCall call(String id, ProjectId project, RunId run, Amount expected) {
        return new PlannedCall(
                id, project, run, "improve", "codex", "model", "question", expected, Duration.ofMinutes(10));
    }

    private PlannedCall reserved(PlannedCall call) {
        assertThat(ledger.reserve(call, List.of(), REPEATS)).isEmpty();
        return call;
    }

    private Refusal.OverCap overCap(PlannedCall call, List<Cap> caps) {
        return (Refusal.OverCap) ledger.reserve(call, caps, REPEATS).orElseThrow();
    }

    private Optional<Refusal.OverCap> asking(Cap cap, PlannedCall call) {
        return ledger.reserve(call, List.of(cap), REPEATS).map(Refusal.OverCap.class::cast);
    }

    private long used(Scope scope, ProjectId project) {
        return ledger.status().used(scope, project).tokens();
    }

    private static Settlement spent(long tokens) {
        return new Settlement.Spent(new TokenUsage(tokens - 1, 0, 1, 0), new Amount(tokens, Money.zero()));
    }
}
