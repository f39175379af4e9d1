package dev.pimainteno.jdbc;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.BudgetLedger;
import dev.pimainteno.budget.BudgetOverride;
import dev.pimainteno.budget.BudgetOverrides;
import dev.pimainteno.budget.BudgetRules;
import dev.pimainteno.budget.BudgetStatus;
import dev.pimainteno.budget.BudgetStatus.Parking;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.PlannedCall;
import dev.pimainteno.budget.Refusal;
import dev.pimainteno.budget.Settlement;
import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * One transaction for each reservation, one after another: whoever is to read what was spent waits until everybody before
 * has written what he has reserved. Goes by the database's clock.
 */
final class JdbcBudgetLedger implements BudgetLedger, BudgetOverrides {
    private final Database database;
    private final BudgetTables tables;

    JdbcBudgetLedger(Database database) {
        this.database = database;
        this.tables = new BudgetTables();
    }

    @Override
    public Optional<Refusal> reserve(PlannedCall call, List<Cap> caps, int repeats) {
        return database.write("reserve a call for " + call.project(), (handle, attempt) -> {
            long number = tables.next(handle);
            if (tables.isReserved(handle, call.id())) {
                return Optional.empty();
            }
            Instant now = now(handle);
            tables.giveUpLost(handle, now);
            Optional<Refusal> refusal = BudgetRules.refusal(call, caps, repeats, tables.facts(handle, call, now), now);
            if (refusal.isEmpty()) {
                tables.add(handle, call, number, now);
            }
            return refusal;
        });
    }

    @Override
    public void settle(String id, Settlement settlement) {
        database.write("settle a call", (handle, attempt) -> {
            if (settlement instanceof Settlement.Spent spent) {
                tables.spent(handle, id, spent);
            } else if (settlement instanceof Settlement.Unknown unknown) {
                tables.unknown(handle, id, unknown.ending());
            } else if (settlement instanceof Settlement.Nothing nothing) {
                tables.nothing(handle, id, nothing.ending());
            }
            return id;
        });
    }

    @Override
    public Instant park(String provider, String said, Optional<Instant> stated) {
        return database.write("park " + provider, (handle, attempt) -> {
            tables.next(handle); // So that of two who park at once the second knows of the first.
            Instant now = now(handle);
            int before = tables.timesParked(handle, provider);
            Instant until = BudgetRules.parkedUntil(stated, before, now);
            tables.park(handle, new Parking(provider, said, now, until), before + 1);
            return until;
        });
    }

    @Override
    public BudgetStatus status() {
        return database.read("look at the budget", (handle, attempt) -> {
            Instant now = now(handle);
            LocalDate today = BudgetRules.day(now);
            return new BudgetStatus(
                    now,
                    tables.newest(handle).filter(today::isBefore),
                    tables.spendings(handle, today),
                    tables.parked(handle).stream()
                            .filter(parking -> BudgetRules.isParked(parking, now))
                            .toList(),
                    tables.overrides(handle, now).stream()
                            .filter(override -> override.holdsAt(now))
                            .toList());
        });
    }

    @Override
    public BudgetOverride grant(Amount extra, Optional<ProjectId> project, Duration time, String by, String reason) {
        String id = UUID.randomUUID().toString();
        return database.write("grant an override", (handle, attempt) -> {
            Instant now = now(handle);
            BudgetOverride override = new BudgetOverride(id, extra, project, now, now.plus(time), by, reason);
            tables.grant(handle, override);
            return override;
        });
    }

    @Override
    public int endAll(String by) {
        return database.write("end the overrides", (handle, attempt) -> tables.endOverrides(handle, by, now(handle)));
    }

    @Override
    public int resume() {
        return database.write("resume what is parked", (handle, attempt) -> {
            Instant now = now(handle);
            int parked = (int) tables.parked(handle).stream()
                    .filter(parking -> BudgetRules.isParked(parking, now))
                    .count();
            tables.resume(handle, tables.next(handle));
            return parked;
        });
    }

    private Instant now(Handle handle) {
        return Instant.ofEpochMilli(database.dialect().now(handle));
    }
}
