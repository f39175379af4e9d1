package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each check, each call to the model and each look after old runs asks is answered without going through whole tables. */
class CheckQueryPlanTest extends BothDatabases {
    private static final int ROWS = 20_000;

    @SuppressWarnings("NullAway.Init") // set before each test
    private JdbcSettings settings;

    @BeforeEach
    void fillTables() throws Exception {
        settings = newPlace();
        open(settings);
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
        assertThat(plan(RunTables.OPEN))
                .containsAnyOf("runs_open", "runs_by_outcome")
                .doesNotContain(scan("runs"));
        assertThat(plan(RunTables.HELD)).contains("changes_by_state").doesNotContain(scan("changes"), scan("runs"));
        assertThat(plan(RunTables.HELD_OF_PROJECT))
                .contains("changes_by_state")
                .doesNotContain(scan("changes"), scan("runs"));
    }

    private void findsWhatWasTurnedDown() {
        assertThat(plan(JdbcRejections.FIND))
                .contains(isSqlite() ? "sqlite_autoindex_rejections_1" : "rejections_pkey")
                .doesNotContain(scan("rejections"));
        assertThat(plan(JdbcRejections.NEWEST))
                .contains("rejections_of_project")
                .doesNotContain(scan("rejections"));
    }

    private void findsWhatWasReserved() {
        assertThat(plan(BudgetTables.IS_RESERVED)).contains("budget_by_call");
        assertThat(plan(BudgetTables.GIVE_UP_LOST)).contains("budget_reserved");
        assertThat(plan(BudgetTables.PAST)).contains("budget_by_question").doesNotContain(sort());
        assertThat(plan(BudgetTables.OVERRIDES)).contains("budget_overrides_by_end");
    }

    private void findsWhatWasSpent() {
        assertThat(plan(BudgetTables.NEWEST_DAY)).contains("budget_by_day").doesNotContain(sort());
        assertThat(plan(BudgetTables.USED))
                .contains(isSqlite() ? "COVERING INDEX budget_by_day" : "budget_by_day")
                .doesNotContain(scan("budget_entries"));
        assertThat(plan(BudgetTables.USED_BY_RUN))
                .contains(isSqlite() ? "sqlite_autoindex_budget_entries_1" : "budget_entries_pkey");
    }

    /** Asked once a day: the runs are looked at in their order, the oldest first, up to as many as one batch removes. */
    private void findsWhatMayBeRemoved() {
        assertThat(plan(Pruning.CANDIDATES))
                .contains(isSqlite() ? "sqlite_autoindex_runs_2" : "runs_opening_key")
                .doesNotContain(sort());
    }

    private String scan(String table) {
        return isSqlite() ? "SCAN " + table + "\n" : "Seq Scan on " + table;
    }

    private String sort() {
        return isSqlite() ? "TEMP B-TREE" : "Sort";
    }

    private String plan(String query) {
        String plain = query.replace("<last>", "'KEPT', 'REPLACED', 'EXPIRED'")
                .replace(":project", "'project-7'")
                .replace(":fingerprint", "'fingerprint-7'")
                .replace(":question", "'question-7'")
                .replace(":oldest", "'2026-01'")
                .replace(":batch", "200")
                .replace(":call", "'call-7'")
                .replace(":lost", "'lost'")
                .replace(":most", "1000")
                .replace(":run", "'run-7'")
                .replace(":day", "'2026-139'")
                .replace(":now", "'2026-119990'");
        String explain = isSqlite() ? "explain query plan " : "explain ";
        return String.join("\n", Tables.rows(settings, explain + plain)) + "\n";
    }
}
