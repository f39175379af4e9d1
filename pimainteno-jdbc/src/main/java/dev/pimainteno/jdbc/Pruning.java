package dev.pimainteno.jdbc;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.project.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Removes runs that are over, some hundreds in one transaction so that nobody waits for long. */
final class Pruning {
    private static final int BATCH = 200;
    /** Longer than any month that a budget may count. */
    private static final Duration BUDGET_AGE = Duration.ofDays(62);

    static final String CANDIDATES = """
            select id from runs
            where outcome is not null and (change_state is null or change_state in (<last>))
                and (last_event_at < :oldest
                    or opening <= coalesce((select opening from runs order by opening desc limit 1 offset :most), 0))
            order by opening limit :batch
            """;

    private final Database database;

    Pruning(Database database) {
        this.database = database;
    }

    List<RunId> prune(Retention retention, Instant now) {
        List<RunId> removed = new ArrayList<>();
        while (true) {
            List<RunId> batch = batch(retention, now);
            removed.addAll(batch);
            if (batch.size() < BATCH) {
                break;
            }
        }
        if (!removed.isEmpty()) {
            database.read("give back room", (handle, attempt) -> {
                database.dialect().shrink(handle);
                return removed;
            });
        }
        return List.copyOf(removed);
    }

    private List<RunId> batch(Retention retention, Instant now) {
        String purpose = "remove old runs";
        // Looking first, because a transaction is something to write even if it changes nothing.
        if (database.read(purpose, (handle, attempt) -> candidates(handle, retention, now))
                .isEmpty()) {
            return List.of();
        }
        // Of all attempts, because one may have been committed although nobody could say so.
        Set<String> removed = new LinkedHashSet<>();
        database.write(purpose, (handle, attempt) -> {
            List<String> runs = candidates(handle, retention, now);
            removed.addAll(runs);
            if (!runs.isEmpty()) {
                remove(handle, runs, now.minus(retention.maxAge()), now);
            }
            return runs;
        });
        return removed.stream().map(RunId::new).toList();
    }

    private static List<String> candidates(Handle handle, Retention retention, Instant now) {
        return handle.createQuery(CANDIDATES)
                .bindList("last", lastStates())
                .bind("oldest", StoredTime.stored(now.minus(retention.maxAge())))
                .bind("most", retention.maxRuns())
                .bind("batch", BATCH)
                .mapTo(String.class)
                .list();
    }

    private static List<String> lastStates() {
        return Arrays.stream(ChangeState.values())
                .filter(ChangeState::isLast)
                .map(Enum::name)
                .toList();
    }

    private static void remove(Handle handle, List<String> runs, Instant oldest, Instant now) {
        for (String table : List.of("run_events", "error_log", "pull_requests", "evaluations")) {
            handle.createUpdate("delete from " + table + " where run in (<runs>)")
                    .bindList("runs", runs)
                    .execute();
        }
        handle.createUpdate("delete from changes where id in (<runs>)")
                .bindList("runs", runs)
                .execute();
        handle.createUpdate("delete from runs where id in (<runs>)")
                .bindList("runs", runs)
                .execute();
        handle.createUpdate("delete from budget_entries where day < :day"
                        + " and not exists (select 1 from runs where runs.id = budget_entries.run)")
                .bind("day", StoredTime.day(now.minus(BUDGET_AGE)))
                .execute();
        handle.createUpdate("delete from budget_overrides where until_at < :oldest")
                .bind("oldest", StoredTime.stored(oldest))
                .execute();
        handle.createUpdate("delete from refused_edits where last_at < :oldest")
                .bind("oldest", StoredTime.stored(oldest))
                .execute();
    }
}
