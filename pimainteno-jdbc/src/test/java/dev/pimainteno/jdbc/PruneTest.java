package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.RunId;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PruneTest extends BothDatabases {
    private static final Retention FOR_TEN_DAYS = new Retention(Duration.ofDays(10), 1_000_000);
    private static final Instant NOW = AT.plus(Duration.ofDays(30));
    private static final Instant RECENTLY = NOW.minus(Duration.ofDays(10));

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcSettings settings;

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcStore store;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SampleRuns runs;

    @BeforeEach
    void openStore() {
        settings = newPlace();
        store = open(settings);
        runs = new SampleRuns(store.journal());
    }

    @Test
    void removesWhatIsTooOldWithEverythingThatIsKnownOfIt() {
        runs.open(1, AT).end(1, RunOutcome.FAILED, AT);
        runs.open(2, AT).end(2, RunOutcome.FAILED, RECENTLY);

        assertThat(store.prune(FOR_TEN_DAYS, NOW)).containsExactly(run(1));

        assertThat(known()).containsExactly(run(2));
        assertThat(runs.read(1)).isEmpty();
        assertThat(runs.read(2)).hasSize(2);
        assertThat(Tables.count(settings, "run_events")).isEqualTo(2);
        assertThat(Tables.count(settings, "error_log")).isEqualTo(1);
        assertThat(store.prune(FOR_TEN_DAYS, NOW)).isEmpty();
    }

    @Test
    void keepsTheNewestSoMany() {
        for (int i = 1; i <= 5; i++) {
            runs.open(i, AT.minusSeconds(i)).end(i, RunOutcome.DELIVERED, AT);
        }

        assertThat(store.prune(new Retention(Duration.ofDays(1_000), 3), NOW)).containsExactly(run(1), run(2));

        assertThat(known()).containsExactly(run(5), run(4), run(3));
    }

    @Test
    void keepsWhatIsUnderWayAndWhatMayStillBecomeSomething() {
        runs.open(1, AT);
        List<RunId> over = new ArrayList<>();
        int number = 1;
        for (ChangeState state : ChangeState.values()) {
            number++;
            runs.open(number, AT).change(number, state, AT).end(number, RunOutcome.DELIVERED, AT);
            if (state.isLast()) {
                over.add(run(number));
            }
        }

        List<RunId> removed = store.prune(new Retention(Duration.ofDays(1), 1), NOW);

        assertThat(removed).isNotEmpty().isEqualTo(over);
        assertThat(known()).contains(run(1)).doesNotContainAnyElementsOf(over);
        assertThat(Tables.count(settings, "changes")).isEqualTo(ChangeState.values().length - over.size());
    }

    @Test
    void keepsWhatAMonthHasCost() throws Exception {
        runs.whole(1, AT).change(1, ChangeState.KEPT, AT);
        for (int call = 1; call <= 2; call++) {
            Tables.execute(
                    settings,
                    "insert into budget_entries (run, seq, project, purpose, day, input_tokens, output_tokens, failed)"
                            + " values ('" + run(1) + "', " + call + ", 'shop', 'improve', '" + StoredTime.day(AT)
                            + "', 1000, 20, 0)");
        }

        store.prune(new Retention(Duration.ofDays(1), 1), AT.plus(Duration.ofDays(40)));
        assertThat(known()).isEmpty();
        assertThat(Tables.count(settings, "budget_entries")).isEqualTo(2);
        runs.open(2, AT).end(2, RunOutcome.FAILED, AT);
        store.prune(new Retention(Duration.ofDays(1), 1), AT.plus(Duration.ofDays(70)));

        assertThat(Tables.count(settings, "budget_entries")).isZero();
    }

    @Test
    void goesOnAfterMoreThanOneTransactionCanHold() {
        int many = 210;
        for (int i = 1; i <= many; i++) {
            runs.open(i, AT).end(i, RunOutcome.FAILED, AT);
        }

        assertThat(store.prune(FOR_TEN_DAYS, NOW)).hasSize(many).isSorted();

        assertThat(known()).isEmpty();
    }

    @Test
    void givesTheRoomBack() throws Exception {
        assumeTrue(isSqlite(), "the server does that by itself");
        for (int i = 1; i <= 100; i++) {
            runs.whole(i, AT).change(i, ChangeState.KEPT, AT);
        }
        long before = Tables.pages(settings);

        store.prune(FOR_TEN_DAYS, NOW);

        assertThat(Tables.pages(settings)).isLessThan(before * 3 / 4);
        assertThat(Files.exists(settings.file().orElseThrow())).isTrue();
    }

    @Test
    void refusesToKeepNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(Duration.ofDays(1), 0));
    }

    private List<RunId> known() {
        return store.history().runs(RunQuery.newest(1_000)).stream()
                .map(RunOverview::run)
                .toList();
    }
}
