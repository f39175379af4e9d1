package dev.pimainteno.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.budget.Cap.Scope;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is reserved and settled in whatever order, with whatever clock. */
class LedgerProperties {
    private static final long CAP = 1_000;
    private static final Instant START = Instant.parse("2026-03-15T12:00:00Z");

    /**
     * One step.
     *
     * @param what 0 to 5: reserve; 6: settle at its cost; 7: as unknown; 8: as nothing; 9: the clock moves
     */
    record Step(int what, int tokens, int run, int project, int hours) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(-30, 30))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void neverGrantsMoreThanACapOfWhatCountsAgainstIt(@ForAll("steps") List<Step> steps) {
        Instant[] now = {START};
        InMemoryBudgetLedger ledger = BudgetLedger.inMemory(() -> now[0]);
        List<Cap> caps = List.of(Cap.ofTokens(Scope.DAY, CAP), Cap.ofTokens(Scope.RUN, CAP / 2));
        Map<String, Long> counted = new HashMap<>();
        List<PlannedCall> open = new ArrayList<>();
        int ids = 0;
        for (Step step : steps) {
            if (step.what() == 9) {
                now[0] = now[0].plus(Duration.ofHours(step.hours()));
            } else if (step.what() > 5) {
                settle(ledger, step, open, counted);
            } else {
                PlannedCall call = call(ids++, step);
                Amount before = ledger.status().used(Scope.DAY, call.project());
                Optional<Refusal> refusal = ledger.reserve(call, caps, 1_000);
                if (refusal.isEmpty()) {
                    open.add(call);
                    counted.put(call.id(), (long) step.tokens());
                    assertThat(before.tokens() + step.tokens()).isLessThanOrEqualTo(CAP);
                    assertThat(ledger.status().used(Scope.DAY, call.project()).tokens())
                            .isEqualTo(before.tokens() + step.tokens());
                } else {
                    Refusal.OverCap over = (Refusal.OverCap) refusal.get();
                    assertThat(over.used() + over.asked())
                            .isGreaterThan(over.cap().most());
                }
            }
        }
        long all = counted.values().stream().mapToLong(Long::longValue).sum();
        now[0] = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(ledger.status().used(Scope.MONTH, ProjectId.of("shop-1")).tokens())
                .as("all that lies ahead of the clock counts")
                .isEqualTo(all);
    }

    private static void settle(
            InMemoryBudgetLedger ledger, Step step, List<PlannedCall> open, Map<String, Long> counted) {
        if (open.isEmpty()) {
            return;
        }
        PlannedCall call = open.remove(step.tokens() % open.size());
        if (step.what() == 6) {
            long cost = Math.min(step.tokens(), call.expected().tokens());
            ledger.settle(
                    call.id(), new Settlement.Spent(new TokenUsage(cost, 0, 0, 0), new Amount(cost, Money.zero())));
            counted.put(call.id(), cost);
        } else if (step.what() == 7) {
            ledger.settle(call.id(), new Settlement.Unknown("TIMED_OUT"));
        } else {
            ledger.settle(call.id(), new Settlement.Nothing("RATE_LIMITED"));
            counted.put(call.id(), 0L);
        }
    }

    private static PlannedCall call(int id, Step step) {
        return new PlannedCall(
                "call-" + id,
                ProjectId.of("shop-" + step.project()),
                new RunId("20260315-120000-00000" + step.run()),
                "improve",
                "codex",
                "model",
                "question-" + id,
                new Amount(step.tokens(), Money.zero()),
                Duration.ofMinutes(10));
    }
}
