package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.TOKEN;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.Money;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.budget.Settlement;
import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.llm.TokenUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tables and views for people say of four runs: delivered, failed, held, and under way. */
class ProjectionsTest extends BothDatabases {
    private static final Instant LATER = AT.plusSeconds(60);
    private static final String FIRST_AT = "2026-03-01T12:00:00.123456789Z";
    private static final String LATER_AT = "2026-03-01T12:01:00.123456789Z";
    private static final String HEAD = "1".repeat(40);
    private static final String MADE = "4".repeat(40);
    private static final String TREE = "2".repeat(40);
    private static final String OTHER_TREE = "5".repeat(40);

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcSettings settings;

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcStore store;

    @BeforeEach
    void fillStore() {
        settings = newPlace();
        store = open(settings);
        SampleRuns runs = new SampleRuns(store.journal()).whole(1, AT);
        runs.open(2, LATER);
        append(new RunEvent.ModelFailed(run(2), LATER, 1, "improve", "OVER_BUDGET", "the day's tokens are used up"));
        append(new RunEvent.Judged(run(2), LATER, "verify", "fail", List.of("exit code 1", "a test"), List.of()));
        runs.end(2, RunOutcome.FAILED, LATER);
        runs.open(3, LATER);
        append(new RunEvent.Committed(
                run(3), LATER, new CommitId(MADE), new TreeId(OTHER_TREE), "Say it", List.of("improve")));
        runs.change(3, ChangeState.HELD, LATER).end(3, RunOutcome.HELD, LATER);
        runs.open(4, LATER);
        append(new RunEvent.Deployed(run(4), LATER, false, false, "exit code 2"));
        append(new RunEvent.Served(run(4), LATER, "shop.service", false, true, true, "it runs from elsewhere"));
        append(new RunEvent.Restarting(run(4), LATER, "mail.service", "3".repeat(32)));
        spend();
    }

    private void append(RunEvent event) {
        store.journal().append(event, TOKEN);
    }

    private void spend() {
        PlannedCall call = new PlannedCall(
                "call",
                SHOP,
                run(1),
                "improve",
                "codex",
                "model",
                "question",
                new Amount(100, Money.zero()),
                Duration.ofMinutes(10));
        store.budget().reserve(call, List.of(), 3);
        store.budget().settle("call", new Settlement.Spent(new TokenUsage(60, 0, 7, 0), new Amount(67, Money.zero())));
    }

    @Test
    void sayWhatWasLastDoneToEachService() {
        assertServices(settings);
    }

    private static void assertServices(JdbcSettings place) {
        String row = "{at=" + LATER_AT + ", detail=%s, project=shop, run=" + run(4) + ", service=%s, status=%s}";
        assertThat(Tables.rows(place, "select * from services"))
                .containsExactlyInAnyOrder(
                        row.formatted("exit code 2", "", "NOT_DEPLOYED"),
                        row.formatted("it runs from elsewhere", "shop.service", "LEFT_ALONE"),
                        row.formatted("", "mail.service", "RESTARTING"));
    }

    @Test
    void sayWhatWentWrong() {
        assertErrors(settings);
    }

    private static void assertErrors(JdbcSettings place) {
        String row = "{at=%s, message=%s, project=shop, run=%s, seq=%d, source=%s, type=%s}";
        assertThat(Tables.rows(place, "select * from error_log"))
                .containsExactlyInAnyOrder(
                        row.formatted(FIRST_AT, "the line is down", run(1), 6, "improve", "model-failed"),
                        row.formatted(
                                FIRST_AT,
                                "hunk 1: no such lines\nhunk 2: two places",
                                run(1),
                                9,
                                "improve",
                                "patch-refused"),
                        row.formatted(LATER_AT, "fail: exit code 1\na test", run(2), 3, "verify", "judged"),
                        row.formatted(LATER_AT, "so", run(2), 4, "FAILED", "ended"));
    }

    @Test
    void sayWhereEachChangeIs() {
        assertChanges(settings);
        assertThat(Tables.rows(settings, "select * from reviews"))
                .containsExactly("{branch=main, commit_id=" + MADE + ", id=" + run(3) + ", moved_at=" + LATER_AT
                        + ", project=shop, state=HELD, subject=Say it}");
    }

    private static void assertChanges(JdbcSettings place) {
        String row = "{base=" + HEAD + ", branch=main, commit_id=%s, id=%s, moved_at=%s, project=shop, state=%s,"
                + " subject=%s, tree=%s}";
        assertThat(Tables.rows(place, "select * from changes"))
                .containsExactlyInAnyOrder(
                        row.formatted(HEAD, run(1), FIRST_AT, "DELIVERED", "Close the stream", TREE),
                        row.formatted(MADE, run(3), LATER_AT, "HELD", "Say it", OTHER_TREE));
    }

    @Test
    void sayWhatEachRunCameTo() {
        String row = "{change_state=%s, delivery=PUSH, events=%d, id=%s, input_tokens=%d, last_event_at=%s,"
                + " opened_at=%<s, opening=%d, output_tokens=%d, phase=%s, project=shop, questions=%d, reason=%s,"
                + " remembered=0, started_by=SCHEDULE, state=%s, subject=%s}";
        assertThat(Tables.rows(settings, "select * from run_overview"))
                .containsExactlyInAnyOrder(
                        row.formatted(
                                "DELIVERED",
                                23,
                                run(1),
                                1_000,
                                FIRST_AT,
                                1,
                                20,
                                "SERVE",
                                2,
                                "One change was delivered.",
                                "DELIVERED",
                                "Close the stream"),
                        row.formatted(null, 4, run(2), 0, LATER_AT, 2, 0, "OPEN", 0, "so", "FAILED", ""),
                        row.formatted("HELD", 4, run(3), 0, LATER_AT, 3, 0, "OPEN", 0, "so", "HELD", "Say it"),
                        row.formatted(null, 4, run(4), 0, LATER_AT, 4, 0, "SERVE", 0, "", "OPEN", ""));
    }

    @Test
    void sayWhatThereIsOfEverything() {
        assertStatistics(settings);
    }

    private static void assertStatistics(JdbcSettings place) {
        assertThat(Tables.rows(place, "select * from system_stats"))
                .containsExactly("{delivered_runs=1, errors=4, events=35, failed_runs=1, input_tokens=60, open_runs=1,"
                        + " output_tokens=7, projects=1, runs=4, waiting_changes=1}");
    }

    @Test
    void areMadeAnewFromTheEventsWhenABackupIsRestored() throws Exception {
        Tables.execute(
                settings,
                "update changes set state = 'KEPT', subject = 'Something else'",
                "update error_log set message = 'all is well'",
                "delete from error_log where type = 'judged'",
                "update services set status = 'RESTARTED', detail = 'all is well'",
                "delete from services where service = 'mail.service'");
        Path file = directory.resolve("backup.zip");
        store.backup(file, Artifacts.inMemory(100));

        for (Kind other : Kind.values()) {
            JdbcSettings place = newPlace(other);
            open(place).restore(file, Artifacts.inMemory(100));

            assertServices(place);
            assertErrors(place);
            assertChanges(place);
            assertStatistics(place);
            assertThat(open(place).journal().held(SHOP))
                    .singleElement()
                    .satisfies(held -> assertThat(held.run()).isEqualTo(run(3)));
        }
    }
}
