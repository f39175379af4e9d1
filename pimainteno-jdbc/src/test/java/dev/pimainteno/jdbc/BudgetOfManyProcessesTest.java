package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Cap.Scope;
import dev.pimainteno.budget.Money;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.budget.Settlement;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that share a budget, and one that is killed between its reservation and its settlement. */
@Timeout(300)
class BudgetOfManyProcessesTest extends BothDatabases {
    private static final int PROCESSES = 4;
    private static final int RUNS = 16;
    private static final int CALLS = 5;
    private static final int TOKENS = 7;
    private static final long CAP = 1_000;
    private static final List<Cap> CAPS = List.of(Cap.ofTokens(Scope.DAY, CAP));

    @Test
    void neverReserveMoreThanTheCapTogether() throws Exception {
        JdbcSettings settings = newPlace();
        open(settings);
        List<Child> children = new ArrayList<>();
        int granted = 0;
        try {
            for (int i = 0; i < PROCESSES; i++) {
                children.add(Child.start(Spender.class, settings, i));
            }
            for (Child child : children) {
                child.expect("ready");
            }
            children.forEach(child -> child.tell("go"));
            for (Child child : children) {
                granted += Integer.parseInt(String.valueOf(child.line()));
                assertThat(child.end()).isZero();
            }
        } finally {
            children.forEach(Child::close);
        }

        assertThat(granted)
                .as("of %d calls of 64 runs", PROCESSES * RUNS * CALLS)
                .isEqualTo((int) (CAP / TOKENS));
        assertThat(Tables.number(settings, "select sum(tokens) from budget_entries"))
                .isEqualTo(CAP / TOKENS * TOKENS);
        assertThat(Tables.number(settings, "select count(*) from budget_entries where state = 'RESERVED'"))
                .isZero();
    }

    /** Makes calls in many runs at once, each answered by as much as was reserved, or by nobody knows how much. */
    static final class Spender {
        private Spender() {}

        public static void main(String[] args) throws Exception {
            int process = Integer.parseInt(args[2]);
            try (JdbcStore store = JdbcStore.open(Child.settings(args))) {
                System.out.println("ready");
                System.in.read();
                ExecutorService threads = Executors.newFixedThreadPool(RUNS);
                List<Future<Integer>> runs = new ArrayList<>();
                for (int run = 0; run < RUNS; run++) {
                    int number = process * RUNS + run;
                    runs.add(threads.submit(() -> spend(store, number)));
                }
                int granted = 0;
                for (Future<Integer> run : runs) {
                    granted += run.get();
                }
                threads.shutdown();
                System.out.println(granted);
            }
        }

        private static int spend(JdbcStore store, int run) {
            int granted = 0;
            for (int i = 0; i < CALLS; i++) {
                PlannedCall call = call(run + "-" + i, run);
                if (store.budget().reserve(call, CAPS, 3).isEmpty()) {
                    granted++;
                    boolean known = i % 2 == 0;
                    store.budget()
                            .settle(
                                    call.id(),
                                    known
                                            ? new Settlement.Spent(
                                                    new TokenUsage(TOKENS - 1, 0, 1, 0),
                                                    new Amount(TOKENS, Money.zero()))
                                            : new Settlement.Unknown(""));
                }
            }
            return granted;
        }
    }

    @Test
    void loseNothingWhenOneIsKilledBetweenReservationAndSettlement() throws Exception {
        JdbcSettings settings = newPlace();
        JdbcStore store = open(settings);
        try (Child child = Child.start(Caller.class, settings)) {
            child.expect("reserved");
            child.kill();
        }

        assertThat(store.budget().status().reserved(Scope.DAY, SHOP).tokens()).isEqualTo(TOKENS);
        assertThat(store.budget().reserve(call("all", 2, CAP), CAPS, 3)).isPresent();
        assertThat(store.budget().reserve(call("rest", 3, CAP - TOKENS), CAPS, 3))
                .isEmpty();
        // Handed in again, as by somebody who does not know whether it was reserved, it is not counted twice.
        assertThat(store.budget().reserve(call("killed", 1), CAPS, 3)).isEmpty();
        assertThat(store.budget().status().used(Scope.DAY, SHOP).tokens()).isEqualTo(CAP);
    }

    /** Reserves, and waits for an answer that never comes. */
    static final class Caller {
        private Caller() {}

        public static void main(String[] args) throws Exception {
            try (JdbcStore store = JdbcStore.open(Child.settings(args))) {
                store.budget().reserve(call("killed", 1), CAPS, 3);
                System.out.println("reserved");
                System.in.read();
            }
        }
    }

    @Test
    void reserveNothingWhileTheLedgerIsAway() throws Exception {
        JdbcSettings settings = newPlace();
        JdbcStore store = open(settings);
        Tables.execute(settings, "drop table budget_overrides");

        assertThatThrownBy(() -> store.budget().reserve(call("x", 1), CAPS, 3)).isInstanceOf(JournalException.class);
    }

    private static PlannedCall call(String id, int run) {
        return call(id, run, TOKENS);
    }

    private static PlannedCall call(String id, int run, long tokens) {
        return new PlannedCall(
                id,
                SHOP,
                run(run + 1),
                "improve",
                "codex",
                "model",
                "question-" + id,
                new Amount(tokens, Money.zero()),
                Duration.ofMinutes(10));
    }
}
