package dev.pimainteno.jdbc;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunEventFormat;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** The tables of events and of what they add up to. */
final class RunTables {
    static final String EVENTS_OF_RUN = "select type, body from run_events where run = :run order by seq";
    static final String OPEN_OF_PROJECT =
            "select id from runs where project = :project and outcome is null order by opening";

    static final String OPEN = "select project, id from runs where outcome is null order by opening";

    static final String HELD_OF_PROJECT = """
            select runs.* from runs join changes on changes.id = runs.id
            where changes.state = 'HELD' and changes.project = :project order by runs.opening
            """;
    static final String HELD = """
            select runs.* from runs join changes on changes.id = runs.id
            where changes.state = 'HELD' order by runs.opening
            """;

    /** Between two names of the same form, so that no database's order of letters makes a difference. */
    static final String NAMED_ALIKE =
            "select * from runs where id >= :first and id <= :last order by id desc limit :most";

    private static final String LOWEST_NAME = "00000000-000000-000000";
    private static final String HIGHEST_NAME = "99999999-999999-ffffff";

    private static final String INSERT_RUN = """
            insert into runs (id, opening, project, started_by, delivery, branch, base, opened_at, last_event_at, events,
                phase, questions, remembered, input_tokens, output_tokens, made, subject, change_state, outcome, reason)
            values (:id, (select last from counters where name = 'opening'), :project, :startedBy, :delivery, :branch,
                :base, :openedAt, :lastEventAt, :events, :phase, :questions, :remembered, :inputTokens, :outputTokens,
                :made, :subject, :changeState, :outcome, :reason)
            """;
    private static final String UPDATE_RUN = """
            update runs set base = :base, last_event_at = :lastEventAt, events = :events, phase = :phase, questions = :questions,
                remembered = :remembered, input_tokens = :inputTokens, output_tokens = :outputTokens, made = :made,
                subject = :subject, change_state = :changeState, outcome = :outcome, reason = :reason
            where id = :id
            """;

    private final RunEventFormat format = RunEventFormat.create();
    private final Dialect dialect;

    RunTables(Dialect dialect) {
        this.dialect = dialect;
    }

    Optional<RunOverview> find(Handle handle, RunId run) {
        return find(handle, run, "");
    }

    /** Returns a run that nobody else can add to until the transaction is over. */
    Optional<RunOverview> lock(Handle handle, RunId run) {
        return find(handle, run, dialect.lockingTheRow());
    }

    private static Optional<RunOverview> find(Handle handle, RunId run, String ending) {
        return handle.createQuery("select * from runs where id = :run" + ending)
                .bind("run", run.value())
                .map((row, context) -> overview(row))
                .findOne();
    }

    List<RunId> open(Handle handle, ProjectId project) {
        return handle.createQuery(OPEN_OF_PROJECT)
                .bind("project", project.value())
                .map((row, context) -> new RunId(row.getString(1)))
                .list();
    }

    /** Returns the open runs of all projects that have any, the oldest first. */
    Map<ProjectId, List<RunId>> open(Handle handle) {
        Map<ProjectId, List<RunId>> open = new HashMap<>();
        handle.createQuery(OPEN)
                .map((row, context) -> Map.entry(new ProjectId(row.getString(1)), new RunId(row.getString(2))))
                .forEach(run -> open.computeIfAbsent(run.getKey(), project -> new ArrayList<>())
                        .add(run.getValue()));
        return open;
    }

    /** Returns the runs of a project whose change waits for a person, the oldest first. */
    List<RunOverview> held(Handle handle, ProjectId project) {
        return handle.createQuery(HELD_OF_PROJECT)
                .bind("project", project.value())
                .map((row, context) -> overview(row))
                .list();
    }

    /** Returns the runs of all projects whose change waits for a person, the oldest first. */
    List<RunOverview> held(Handle handle) {
        return handle.createQuery(HELD).map((row, context) -> overview(row)).list();
    }

    List<RunOverview> runs(Handle handle, RunQuery query) {
        Query statement = handle.createQuery(sql(query)).bind("most", query.most());
        query.project().ifPresent(project -> statement.bind("project", project.value()));
        query.outcome().ifPresent(outcome -> statement.bind("outcome", outcome.name()));
        query.before().ifPresent(run -> statement.bind("before", run.value()));
        return statement.map((row, context) -> overview(row)).list();
    }

    List<RunOverview> named(Handle handle, String beginning, int most) {
        if (!beginning.matches("[0-9a-f-]{1,22}")) {
            return List.of();
        }
        return handle
                .createQuery(NAMED_ALIKE)
                .bind("first", beginning + LOWEST_NAME.substring(beginning.length()))
                .bind("last", beginning + HIGHEST_NAME.substring(beginning.length()))
                .bind("most", most)
                .map((row, context) -> overview(row))
                .stream()
                .filter(run -> run.run().value().startsWith(beginning))
                .toList();
    }

    /** Returns the query in the database's words. */
    static String sql(RunQuery query) {
        StringBuilder sql = new StringBuilder("select * from runs");
        String joint = " where ";
        if (query.project().isPresent()) {
            sql.append(joint).append("project = :project");
            joint = " and ";
        }
        if (query.outcome().isPresent()) {
            sql.append(joint).append("outcome = :outcome");
            joint = " and ";
        }
        if (query.before().isPresent()) {
            sql.append(joint).append("opening < (select opening from runs where id = :before)");
        }
        return sql.append(" order by opening desc limit :most").toString();
    }

    List<RunEvent> events(Handle handle, RunId run) {
        return handle.createQuery(EVENTS_OF_RUN)
                .bind("run", run.value())
                .map((row, context) -> format.decode(row.getString(1), row.getString(2)))
                .list();
    }

    /** Writes what the events of a run add up to in place of what is said of it. */
    void replace(Handle handle, RunOverview run) {
        bind(handle.createUpdate(UPDATE_RUN), run).execute();
    }

    /** Whether an attempt to append was committed. */
    boolean hasAttempt(Handle handle, RunId run, long attempt) {
        return handle.createQuery("select count(*) from run_events where run = :run and attempt = :attempt")
                        .bind("run", run.value())
                        .bind("attempt", attempt)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** Adds an event as the last one of its run. */
    void add(Handle handle, RunEvent event, RunOverview after, long attempt) {
        if (event instanceof RunEvent.Opened) {
            // Until the transaction is over nobody else can take a number, so that their order is that of the commits.
            handle.execute("update counters set last = last + 1 where name = 'opening'");
            bind(handle.createUpdate(INSERT_RUN), after).execute();
        } else {
            replace(handle, after);
        }
        handle.createUpdate("insert into run_events (run, seq, at, type, attempt, body)"
                        + " values (:run, :seq, :at, :type, :attempt, :body)")
                .bind("run", event.run().value())
                .bind("seq", after.events())
                .bind("at", StoredTime.stored(event.at()))
                .bind("type", RunEventFormat.type(event))
                .bind("attempt", attempt)
                .bind("body", StoredText.json(format.encode(event)))
                .execute();
        Projections.add(handle, event, after);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, RunOverview run) {
        statement.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        return statement
                .bind("id", run.run().value())
                .bind("project", run.project().value())
                .bind("startedBy", run.trigger().name())
                .bind("delivery", run.delivery().name())
                .bind("branch", StoredText.stored(run.branch()))
                .bind("base", run.base().hex())
                .bind("openedAt", StoredTime.stored(run.opened()))
                .bind("lastEventAt", StoredTime.stored(run.lastEvent()))
                .bind("events", run.events())
                .bind("phase", run.phase().name())
                .bind("questions", run.questions())
                .bind("remembered", run.remembered())
                .bind("inputTokens", run.inputTokens())
                .bind("outputTokens", run.outputTokens())
                .bind("made", run.commit().map(CommitId::hex).orElse(null))
                .bind("subject", StoredText.stored(run.subject()))
                .bind("changeState", run.change().map(Enum::name).orElse(null))
                .bind("outcome", run.outcome().map(Enum::name).orElse(null))
                .bind("reason", StoredText.stored(run.reason()));
    }

    private static RunOverview overview(ResultSet row) throws SQLException {
        return new RunOverview(
                new RunId(row.getString("id")),
                new ProjectId(row.getString("project")),
                Trigger.valueOf(row.getString("started_by")),
                DeliveryMode.valueOf(row.getString("delivery")),
                StoredText.original(row.getString("branch")),
                new CommitId(row.getString("base")),
                StoredTime.original(row.getString("opened_at")),
                StoredTime.original(row.getString("last_event_at")),
                row.getInt("events"),
                Phase.valueOf(row.getString("phase")),
                row.getInt("questions"),
                row.getInt("remembered"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                perhaps(row.getString("made"), CommitId::new),
                StoredText.original(row.getString("subject")),
                perhaps(row.getString("change_state"), ChangeState::valueOf),
                perhaps(row.getString("outcome"), RunOutcome::valueOf),
                StoredText.original(row.getString("reason")));
    }

    private static <T> @Nullable T perhaps(@Nullable String stored, Function<String, T> parse) {
        return stored == null ? null : parse.apply(stored);
    }
}
