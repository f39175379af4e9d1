package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each check, each call to the model and each look after old runs asks is answered without going through whole tables. */
class CheckQueryPlanTest extends BothDatabases {
    private static final int ROWS = 20_000;
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("<last>", "'KEPT', 'REPLACED', 'EXPIRED'"),
            Map.entry(":project", "'project-7'"),
            Map.entry(":fingerprint", "'fingerprint-7'"),
            Map.entry(":question", "'question-7'"),
            Map.entry(":oldest", "'2026-01'"),
            Map.entry(":batch", "200"),
            Map.entry(":call", "'call-7'"),
            Map.entry(":lost", "'lost'"),
            Map.entry(":most", "1000"),
            Map.entry(":run", "'run-7'"),
            Map.entry(":day", "'2026-139'"),
            Map.entry(":now", "'2026-119990'"));

    @SuppressWarnings("NullAway.Init") // set before each test
    private QueryPlans plans;

    @BeforeEach
    void fillTables() throws Exception {
        JdbcSettings settings = newPlace();
        open(settings);
        plans = new QueryPlans(settings, isSqlite(), VALUES);
        String numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + ROWS + ") ";
        Tables.execute(
                settings,
                """
                insert into runs (id, opening, project, started_by, delivery, branch, base, opened_at, last_event_at, events,
                    phase, questions, remembered, input_tokens, output_tokens, subject, change_state, outcome, reason)
                %s select 'run-' || i, i, 'project-' || (i %% 300), 'SCHEDULE', 'HOLD', 'main', '1', '2', '2026-03', 3, 'OPEN',
                    0, 0, 0, 0, '', case when i > 19900 then 'HELD' else 'REPLACED' end,
                    case when i > 19950 then null else 'HELD' end, ''
                from n
                """.formatted(numbers),
                "insert into changes (id, project, state, base, branch, subject, moved_at)"
                        + " select id, project, change_state, base, branch, '', '2' from runs",
                """
                insert into budget_entries (run, seq, project, purpose, day, input_tokens, output_tokens, failed, call, number,
                    provider, model, question, state, ending, reserved_at, expires_at, tokens, cost)
                %s select 'run-' || i, i, 'project-' || (i %% 300), 'improve', '2026-' || (100 + i / 500), 1, 1, 0, 'call-' || i,
                    i, 'codex', 'model', 'question-' || (i / 2), case when i > 19990 then 'RESERVED' else 'SPENT' end, '',
                    '2', '2', 1, 1
                from n
                """.formatted(numbers),
                """
                insert into budget_overrides (id, project, tokens, cost, from_at, until_at, granted_by, reason)
                %s select 'override-' || i, null, 1, 1, '2', '2026-' || (100000 + i), 'me', '' from n
                """.formatted(numbers),
                """
                insert into rejections (project, fingerprint, seq, item, subject, reason, at)
                %s select 'project-' || (i %% 300), 'fingerprint-' || i, i, 'run-1', '', '', '2' from n
                """.formatted(numbers),
                // SQLite is not asked to look at its tables in real life either; the server does it by itself.
                isSqlite() ? "select 1" : "analyze");
    }

    @Test
    void goesThroughNoWholeTable() {
        findsWhatIsOpenAndHeld();
        findsWhatWasTurnedDown();
        findsWhatWasReserved();
        findsWhatWasSpent();
        findsWhatMayBeRemoved();
    }

    private void findsWhatIsOpenAndHeld() {
        assertThat(plans.of(RunTables.OPEN))
                .containsAnyOf("runs_open", "runs_by_outcome")
                .doesNotContain(plans.scan("runs"));
        assertThat(plans.of(RunTables.HELD))
                .contains("changes_by_state")
                .doesNotContain(plans.scan("changes"), plans.scan("runs"));
        assertThat(plans.of(RunTables.HELD_OF_PROJECT))
                .contains("changes_by_state")
                .doesNotContain(plans.scan("changes"), plans.scan("runs"));
    }

    private void findsWhatWasTurnedDown() {
        assertThat(plans.of(JdbcRejections.FIND))
                .contains(isSqlite() ? "sqlite_autoindex_rejections_1" : "rejections_pkey")
                .doesNotContain(plans.scan("rejections"));
        assertThat(plans.of(JdbcRejections.NEWEST))
                .contains("rejections_of_project")
                .doesNotContain(plans.scan("rejections"));
    }

    private void findsWhatWasReserved() {
        assertThat(plans.of(BudgetTables.IS_RESERVED)).contains("budget_by_call");
        assertThat(plans.of(BudgetTables.GIVE_UP_LOST)).contains("budget_reserved");
        assertThat(plans.of(BudgetTables.PAST)).contains("budget_by_question").doesNotContain(plans.sort());
        assertThat(plans.of(BudgetTables.OVERRIDES)).contains("budget_overrides_by_end");
    }

    private void findsWhatWasSpent() {
        assertThat(plans.of(BudgetTables.NEWEST_DAY)).contains("budget_by_day").doesNotContain(plans.sort());
        assertThat(plans.of(BudgetTables.USED))
                .contains(isSqlite() ? "COVERING INDEX budget_by_day" : "budget_by_day")
                .doesNotContain(plans.scan("budget_entries"));
        assertThat(plans.of(BudgetTables.USED_BY_RUN))
                .contains(isSqlite() ? "sqlite_autoindex_budget_entries_1" : "budget_entries_pkey");
    }

    /** Asked once a day: the runs are looked at in their order, the oldest first, up to as many as one batch removes. */
    private void findsWhatMayBeRemoved() {
        assertThat(plans.of(Pruning.CANDIDATES)).contains(plans.openingIndex()).doesNotContain(plans.sort());
    }
}
