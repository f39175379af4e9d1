package dev.pimainteno.jdbc;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.BudgetOverride;
import dev.pimainteno.budget.BudgetRules;
import dev.pimainteno.budget.BudgetRules.Facts;
import dev.pimainteno.budget.BudgetRules.Past;
import dev.pimainteno.budget.BudgetStatus.Parking;
import dev.pimainteno.budget.BudgetStatus.Spending;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Money;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.budget.Settlement;
import dev.pimainteno.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of the ledger. */
final class BudgetTables {
    private static final String COUNTER = "budget";
    private static final String RESUMED = "budget-resumed";
    /** How many earlier calls with the same question are looked at. */
    private static final int MOST_PAST = 50;

    static final String IS_RESERVED = "select count(*) from budget_entries where call = :call";
    static final String GIVE_UP_LOST = """
            update budget_entries set state = 'UNKNOWN', ending = :lost, failed = 1
            where state = 'RESERVED' and expires_at < :now
            """;
    static final String NEWEST_DAY = "select day from budget_entries order by day desc limit 1";
    static final String OVERRIDES =
            "select * from budget_overrides where until_at > :now and ended_at is null order by from_at, id";
    static final String USED = """
            select coalesce(sum(tokens), 0), coalesce(sum(cost), 0),
                coalesce(sum(case when project = :project then tokens else 0 end), 0),
                coalesce(sum(case when project = :project then cost else 0 end), 0)
            from budget_entries where day >= :day
            """;
    static final String USED_BY_RUN =
            "select coalesce(sum(tokens), 0), coalesce(sum(cost), 0) from budget_entries where run = :run";
    static final String PAST = """
            select ending, reserved_at from budget_entries
            where project = :project and question = :question and state <> 'RESERVED'
                and number > (select coalesce(max(last), 0) from counters where name = 'budget-resumed')
            order by number desc limit :most
            """;
    private static final String SPENDINGS = """
            select project, purpose, model, case when day >= :today then 1 else 0 end as is_today, count(*) as calls,
                sum(failed) as failed,
                sum(case when state = 'UNKNOWN' then 1 else 0 end) as unknown,
                sum(case when state <> 'RESERVED' then tokens else 0 end) as tokens,
                sum(case when state <> 'RESERVED' then cost else 0 end) as cost,
                sum(case when state = 'RESERVED' then tokens else 0 end) as reserved_tokens,
                sum(case when state = 'RESERVED' then cost else 0 end) as reserved_cost
            from budget_entries where day >= :month
            group by project, purpose, model, is_today
            order by project, purpose, model, is_today
            """;
    private static final String SETTLE = """
            update budget_entries set state = :state, ending = :ending, failed = :failed, input_tokens = :input,
                output_tokens = :output, tokens = :tokens, cost = :cost
            where call = :call and state in ('RESERVED', 'UNKNOWN')
            """;

    /** Returns the next number. Until the transaction is over nobody else gets one. */
    long next(Handle handle) {
        String increment = "update counters set last = last + 1 where name = '" + COUNTER + "'";
        if (handle.execute(increment) == 0) { // As in a store that was restored from a backup of an earlier version.
            handle.execute("insert into counters (name, last) values ('" + COUNTER
                    + "', (select coalesce(max(number), 0) from budget_entries)) on conflict do nothing");
            handle.execute(increment);
        }
        return handle.createQuery("select last from counters where name = '" + COUNTER + "'")
                .mapTo(long.class)
                .one();
    }

    boolean isReserved(Handle handle, String call) {
        return handle.createQuery(IS_RESERVED)
                        .bind("call", call)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** Settles at its reservation what nobody can settle any more. */
    void giveUpLost(Handle handle, Instant now) {
        handle.createUpdate(GIVE_UP_LOST)
                .bind("lost", BudgetRules.LOST)
                .bind("now", StoredTime.stored(now))
                .execute();
    }

    Facts facts(Handle handle, PlannedCall call, Instant now) {
        LocalDate today = BudgetRules.day(now);
        Map<Cap.Scope, Amount> used = new EnumMap<>(Cap.Scope.class);
        addUsed(handle, call.project(), today, Cap.Scope.DAY, Cap.Scope.PROJECT_DAY, used);
        addUsed(handle, call.project(), today.withDayOfMonth(1), Cap.Scope.MONTH, Cap.Scope.PROJECT_MONTH, used);
        used.put(
                Cap.Scope.RUN,
                handle.createQuery(USED_BY_RUN)
                        .bind("run", call.run().value())
                        .map((row, context) -> amount(row, 1))
                        .one());
        return new Facts(
                parking(handle, call.provider()).orElse(null),
                past(handle, call),
                used,
                newest(handle).orElse(today),
                overrides(handle, now));
    }

    private static void addUsed(
            Handle handle,
            ProjectId project,
            LocalDate from,
            Cap.Scope all,
            Cap.Scope own,
            Map<Cap.Scope, Amount> used) {
        handle.createQuery(USED)
                .bind("day", from.toString())
                .bind("project", project.value())
                .map((row, context) -> List.of(amount(row, 1), amount(row, 3)))
                .forEach(sums -> {
                    used.put(all, sums.get(0));
                    used.put(own, sums.get(1));
                });
    }

    private static List<Past> past(Handle handle, PlannedCall call) {
        return handle.createQuery(PAST)
                .bind("project", call.project().value())
                .bind("question", call.question())
                .bind("most", MOST_PAST)
                .map((row, context) -> new Past(row.getString(1), StoredTime.original(row.getString(2))))
                .list();
    }

    /** Returns the newest day that anything was reserved on. */
    Optional<LocalDate> newest(Handle handle) {
        return handle.createQuery(NEWEST_DAY)
                .map((row, context) -> LocalDate.parse(row.getString(1)))
                .findOne();
    }

    void add(Handle handle, PlannedCall call, long number, Instant now) {
        handle.createUpdate("""
                        insert into budget_entries (run, seq, project, purpose, day, input_tokens, output_tokens, failed, call,
                            number, provider, model, question, state, ending, reserved_at, expires_at, tokens, cost)
                        values (:run, :number, :project, :purpose, :day, 0, 0, 0, :call,
                            :number, :provider, :model, :question, 'RESERVED', '', :at, :expires, :tokens, :cost)
                        """)
                .bind("run", call.run().value())
                .bind("number", number)
                .bind("project", call.project().value())
                .bind("purpose", StoredText.stored(call.purpose()))
                .bind("day", BudgetRules.day(now).toString())
                .bind("call", call.id())
                .bind("provider", StoredText.stored(call.provider()))
                .bind("model", StoredText.stored(call.model()))
                .bind("question", call.question())
                .bind("at", StoredTime.stored(now))
                .bind("expires", StoredTime.stored(BudgetRules.expires(call, now)))
                .bind("tokens", call.expected().tokens())
                .bind("cost", call.expected().cost().nanos())
                .execute();
    }

    void spent(Handle handle, String call, Settlement.Spent spent) {
        handle.createUpdate(SETTLE)
                .bind("state", "SPENT")
                .bind("ending", "")
                .bind("failed", 0)
                .bind("input", spent.usage().input())
                .bind("output", spent.usage().output())
                .bind("tokens", spent.amount().tokens())
                .bind("cost", spent.amount().cost().nanos())
                .bind("call", call)
                .execute();
        handle.createUpdate("update budget_parked set times = 0 where times > 0"
                        + " and provider = (select provider from budget_entries where call = :call)")
                .bind("call", call)
                .execute();
    }

    void unknown(Handle handle, String call, String ending) {
        handle.createUpdate("update budget_entries set state = 'UNKNOWN', ending = :ending, failed = :failed"
                        + " where call = :call and state in ('RESERVED', 'UNKNOWN')")
                .bind("ending", ending)
                .bind("failed", ending.isEmpty() ? 0 : 1)
                .bind("call", call)
                .execute();
    }

    void nothing(Handle handle, String call, String ending) {
        handle.createUpdate(SETTLE)
                .bind("state", "NOTHING")
                .bind("ending", ending)
                .bind("failed", ending.isEmpty() ? 0 : 1)
                .bind("input", 0)
                .bind("output", 0)
                .bind("tokens", 0)
                .bind("cost", 0)
                .bind("call", call)
                .execute();
    }

    int timesParked(Handle handle, String provider) {
        return handle.createQuery("select times from budget_parked where provider = :provider")
                .bind("provider", StoredText.stored(provider))
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    void park(Handle handle, Parking parking, int times) {
        handle.createUpdate("""
                        insert into budget_parked (provider, said, since, until_at, times)
                        values (:provider, :said, :since, :until, :times)
                        on conflict (provider) do update set said = excluded.said, since = excluded.since,
                            until_at = excluded.until_at, times = excluded.times
                        """)
                .bind("provider", StoredText.stored(parking.provider()))
                .bind("said", StoredText.stored(parking.said()))
                .bind("since", StoredTime.stored(parking.since()))
                .bind("until", StoredTime.stored(parking.until()))
                .bind("times", times)
                .execute();
    }

    List<Parking> parked(Handle handle) {
        return handle.createQuery("select * from budget_parked order by provider")
                .map((row, context) -> parking(row))
                .list();
    }

    private static Optional<Parking> parking(Handle handle, String provider) {
        return handle.createQuery("select * from budget_parked where provider = :provider")
                .bind("provider", StoredText.stored(provider))
                .map((row, context) -> parking(row))
                .findOne();
    }

    /** Lets everybody be called and everything be asked again. */
    void resume(Handle handle, long number) {
        handle.execute("delete from budget_parked");
        handle.createUpdate("insert into counters (name, last) values ('" + RESUMED + "', :number)"
                        + " on conflict (name) do update set last = excluded.last")
                .bind("number", number)
                .execute();
    }

    void grant(Handle handle, BudgetOverride override) {
        handle.createUpdate("""
                        insert into budget_overrides (id, project, tokens, cost, from_at, until_at, granted_by, reason)
                        values (:id, :project, :tokens, :cost, :from, :until, :by, :reason) on conflict do nothing
                        """)
                .bind("id", override.id())
                .bind("project", override.project().map(ProjectId::value).orElse(null))
                .bind("tokens", override.extra().tokens())
                .bind("cost", override.extra().cost().nanos())
                .bind("from", StoredTime.stored(override.from()))
                .bind("until", StoredTime.stored(override.until()))
                .bind("by", StoredText.stored(override.by()))
                .bind("reason", StoredText.stored(override.reason()))
                .execute();
    }

    /** Returns the overrides that have not ended. */
    List<BudgetOverride> overrides(Handle handle, Instant now) {
        return handle.createQuery(OVERRIDES)
                .bind("now", StoredTime.stored(now))
                .map((row, context) -> override(row))
                .list();
    }

    int endOverrides(Handle handle, String by, Instant now) {
        return handle.createUpdate("update budget_overrides set ended_at = :now, ended_by = :by"
                        + " where until_at > :now and ended_at is null")
                .bind("now", StoredTime.stored(now))
                .bind("by", StoredText.stored(by))
                .execute();
    }

    List<Spending> spendings(Handle handle, LocalDate today) {
        return handle.createQuery(SPENDINGS)
                .bind("today", today.toString())
                .bind("month", today.withDayOfMonth(1).toString())
                .map((row, context) -> spending(row))
                .list();
    }

    private static Spending spending(ResultSet row) throws SQLException {
        return new Spending(
                row.getString("project"),
                StoredText.original(row.getString("purpose")),
                StoredText.original(row.getString("model")),
                row.getInt("is_today") == 1,
                row.getLong("calls"),
                row.getLong("failed"),
                row.getLong("unknown"),
                new Amount(row.getLong("tokens"), new Money(row.getLong("cost"))),
                new Amount(row.getLong("reserved_tokens"), new Money(row.getLong("reserved_cost"))));
    }

    private static Parking parking(ResultSet row) throws SQLException {
        return new Parking(
                StoredText.original(row.getString("provider")),
                StoredText.original(row.getString("said")),
                StoredTime.original(row.getString("since")),
                StoredTime.original(row.getString("until_at")));
    }

    private static BudgetOverride override(ResultSet row) throws SQLException {
        return new BudgetOverride(
                row.getString("id"),
                new Amount(row.getLong("tokens"), new Money(row.getLong("cost"))),
                Optional.ofNullable(row.getString("project")).map(ProjectId::new),
                StoredTime.original(row.getString("from_at")),
                StoredTime.original(row.getString("until_at")),
                StoredText.original(row.getString("granted_by")),
                StoredText.original(row.getString("reason")));
    }

    private static Amount amount(ResultSet row, int column) throws SQLException {
        return new Amount(row.getLong(column), new Money(row.getLong(column + 1)));
    }
}
