package dev.pimainteno.samples.benchmarks;

import dev.pimainteno.answers.CachedLlmClient;
import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.BudgetLedger;
import dev.pimainteno.budget.BudgetedLlmClient;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Money;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.budget.Settlement;
import dev.pimainteno.cache.Cache;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the answer cache and the budget add to a call of a model that answers at once, with a prompt of 40 kB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx256m")
public class BudgetCost {
    private static final ProjectId PROJECT = ProjectId.of("shop");
    private static final RunId RUN = new RunId("20260101-000000-000001");
    private static final String PROMPT = "What is to be done here?\n".repeat(1_600);
    private static final List<Cap> CAPS = List.of(
            Cap.ofTokens(Cap.Scope.CALL, 1L << 40),
            Cap.ofTokens(Cap.Scope.DAY, 1L << 50),
            Cap.ofTokens(Cap.Scope.MONTH, 1L << 50));

    /** Where the account is kept. */
    public enum Ledger {
        MEMORY,
        SQLITE
    }

    @Param
    public Ledger ledger;

    /** How many calls this month has had before. */
    @Param({"0", "10000"})
    public int earlier;

    private Path directory;
    private JdbcStore store;
    private LlmClient model;
    private LlmClient budgeted;
    private LlmClient cached;
    private LlmRequest remembered;
    private int questions;

    @Setup(Level.Trial)
    public void open() throws Exception {
        directory = Files.createTempDirectory("pimainteno-benchmark");
        store = JdbcStore.open(directory.resolve("state.db"));
        BudgetLedger account = ledger == Ledger.SQLITE ? store.budget() : BudgetLedger.inMemory(InstantSource.system());
        for (int i = 0; i < earlier; i++) {
            PlannedCall call = new PlannedCall(
                    "earlier-" + i,
                    PROJECT,
                    new RunId("20260101-000000-%06x".formatted(100 + i / 5)),
                    "improve",
                    "instant",
                    "model",
                    "question-" + i,
                    new Amount(40_000, Money.zero()),
                    Duration.ofMinutes(10));
            account.reserve(call, List.of(), 3);
            account.settle(
                    call.id(),
                    new Settlement.Spent(new TokenUsage(19_000, 0, 1_000, 0), new Amount(20_000, Money.zero())));
        }
        model = new InstantModel();
        Budget budget = new Budget(CAPS, Map.of(), List.of(), "USD", 5_000, 16_000, 3);
        budgeted = BudgetedLlmClient.create(model, budget, account);
        cached = CachedLlmClient.create(budgeted, Cache.inMemory(1_000));
        remembered = request("remembered");
        cached.complete(remembered);
    }

    @TearDown(Level.Trial)
    public void delete() throws Exception {
        store.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public LlmResponse modelAlone() throws InterruptedException {
        return model.complete(next());
    }

    @Benchmark
    public LlmResponse withBudget() throws InterruptedException {
        return budgeted.complete(next());
    }

    @Benchmark
    public LlmResponse withBudgetAndCache() throws InterruptedException {
        return cached.complete(next());
    }

    @Benchmark
    public LlmResponse rememberedByTheCache() throws InterruptedException {
        return cached.complete(remembered);
    }

    private LlmRequest next() {
        return request("question " + ++questions);
    }

    private static LlmRequest request(String question) {
        return LlmRequest.of("improve", "improve.v1", PROJECT, RUN, question + '\n' + PROMPT);
    }

    /** Answers at once. */
    private static final class InstantModel implements LlmClient {
        @Override
        public LlmResponse complete(LlmRequest request) {
            return LlmResponse.fresh("Nothing.", new TokenUsage(10_000, 0, 10, 0));
        }

        @Override
        public LlmIdentity identity() {
            return new LlmIdentity("instant", "model", "");
        }
    }
}
