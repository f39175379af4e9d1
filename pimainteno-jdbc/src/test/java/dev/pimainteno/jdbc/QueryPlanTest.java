package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.ProjectId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each question is answered from an index, however many runs there are. */
class QueryPlanTest extends BothDatabases {
    private static final int RUNS = 30_000;
    private static final Map<String, String> VALUES = Map.of(
            ":project", "'" + ProjectId.of("project-0") + "'",
            ":outcome", "'FAILED'",
            ":before", "'run-1000'",
            ":first", "'run-1000'",
            ":last", "'run-1009'",
            ":run", "'run-1000'",
            ":most", "20");

    @SuppressWarnings("NullAway.Init") // set before each test
    private QueryPlans plans;

    @BeforeEach
    void fillTables() throws Exception {
        JdbcSettings settings = newPlace();
        open(settings);
        plans = new QueryPlans(settings, isSqlite(), VALUES);
        Tables.execute(
                settings,
                """
                insert into runs (id, opening, project, started_by, delivery, branch, base, opened_at, last_event_at, events,
                    phase, questions, remembered, input_tokens, output_tokens, subject, outcome, reason)
                with recursive n(i) as (select 1 union all select i + 1 from n where i < %d)
                select 'run-' || i, i, 'project-' || (i %% 300), 'SCHEDULE', 'PUSH', 'main', '1', '2', '3', 3,
                    'OPEN', 0, 0, 0, 0, '', case when i > 29950 then null when i %% 20 = 1 then 'FAILED' else 'DELIVERED' end, ''
                from n
                """.formatted(RUNS),
                """
                insert into run_events (run, seq, at, type, attempt, body)
                select runs.id, s.seq, 'x', 'ended', 0, '{}'
                from runs cross join (select 1 as seq union all select 2 union all select 3) as s
                """,
                // SQLite is not asked to look at its tables in real life either; the server does it by itself.
                isSqlite() ? "select 1" : "analyze runs, run_events");
    }

    @Test
    void answersEachQuestionFromAnIndex() {
        findsTheOpenRunsOfAProject();
        findsTheNewestRuns();
        findsTheNewestRunsOfAProject();
        findsTheNewestRunsOfAnOutcome();
        findsTheEventsOfARunInTheirOrder();
        findsRunsByTheBeginningOfTheirNames();
    }

    private void findsTheOpenRunsOfAProject() {
        assertThat(plans.of(RunTables.OPEN_OF_PROJECT)).contains("runs_open").doesNotContain(plans.scan("runs"));
    }

    private void findsTheNewestRuns() {
        assertThat(plans.of(RunTables.sql(RunQuery.newest(20))))
                .contains(plans.openingIndex())
                .doesNotContain(plans.sort());
    }

    private void findsTheNewestRunsOfAProject() {
        assertThat(plans.of(RunTables.sql(RunQuery.newest(20).of(SHOP))))
                .contains("runs_of_project")
                .doesNotContain(plans.sort());
        assertThat(plans.of(RunTables.sql(RunQuery.newest(20).of(SHOP).before(run(1)))))
                .contains("runs_of_project")
                .doesNotContain(plans.sort());
    }

    private void findsTheNewestRunsOfAnOutcome() {
        assertThat(plans.of(RunTables.sql(RunQuery.newest(20).with(RunOutcome.FAILED))))
                .contains("runs_by_outcome")
                .doesNotContain(plans.sort());
    }

    private void findsTheEventsOfARunInTheirOrder() {
        assertThat(plans.of(RunTables.EVENTS_OF_RUN))
                .contains(isSqlite() ? "sqlite_autoindex_run_events_1" : "run_events_pkey")
                .doesNotContain(plans.scan("run_events"));
    }

    private void findsRunsByTheBeginningOfTheirNames() {
        assertThat(plans.of(RunTables.NAMED_ALIKE))
                .contains(isSqlite() ? "sqlite_autoindex_runs_1" : "runs_pkey")
                .doesNotContain(plans.scan("runs"), plans.sort());
    }
}
