package dev.pimainteno.budget;

import dev.pimainteno.budget.BudgetRules.Facts;
import dev.pimainteno.budget.BudgetRules.Past;
import dev.pimainteno.budget.BudgetStatus.Parking;
import dev.pimainteno.budget.BudgetStatus.Spending;
import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** A ledger that ends with its process. It forgets what no cap counts any more. Safe for many threads. */
public final class InMemoryBudgetLedger implements BudgetLedger, BudgetOverrides {
    /** Longer than any month. */
    private static final int KEPT_DAYS = 62;

    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Parking> parked = new HashMap<>();
    private final Map<String, Integer> parkings = new HashMap<>();
    private final List<BudgetOverride> overrides = new ArrayList<>();
    private int resumedAt;
    private int numbers;

    /** One call, from its reservation on. */
    private static final class Entry {
        private final PlannedCall call;
        private final int number;
        private final Instant at;
        private final LocalDate day;
        private Amount amount;
        private boolean reserved = true;
        private boolean unknown;
        private String ending = "";

        Entry(PlannedCall call, int number, Instant at) {
            this.call = call;
            this.number = number;
            this.at = at;
            this.day = BudgetRules.day(at);
            this.amount = call.expected();
        }
    }

    InMemoryBudgetLedger(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Refusal> reserve(PlannedCall call, List<Cap> caps, int repeats) {
        if (entries.containsKey(call.id())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        LocalDate today = BudgetRules.day(now);
        entries.values().removeIf(entry -> entry.day.isBefore(today.minusDays(KEPT_DAYS)));
        entries.values().stream()
                .filter(entry -> entry.reserved && BudgetRules.isLost(entry.call, entry.at, now))
                .forEach(entry -> {
                    entry.reserved = false;
                    entry.unknown = true;
                    entry.ending = BudgetRules.LOST;
                });
        Optional<Refusal> refusal = BudgetRules.refusal(call, caps, repeats, facts(call, today), now);
        if (refusal.isEmpty()) {
            entries.put(call.id(), new Entry(call, ++numbers, now));
        }
        return refusal;
    }

    private Facts facts(PlannedCall call, LocalDate today) {
        LocalDate month = today.withDayOfMonth(1);
        Predicate<Entry> own = entry -> entry.call.project().equals(call.project());
        Map<Cap.Scope, Amount> used = new EnumMap<>(Cap.Scope.class);
        used.put(Cap.Scope.RUN, sum(own.and(entry -> entry.call.run().equals(call.run()))));
        used.put(Cap.Scope.DAY, sum(entry -> !entry.day.isBefore(today)));
        used.put(Cap.Scope.MONTH, sum(entry -> !entry.day.isBefore(month)));
        used.put(Cap.Scope.PROJECT_DAY, sum(own.and(entry -> !entry.day.isBefore(today))));
        used.put(Cap.Scope.PROJECT_MONTH, sum(own.and(entry -> !entry.day.isBefore(month))));
        List<Past> past = entries.values().stream()
                .filter(own)
                .filter(entry -> entry.number > resumedAt
                        && !entry.reserved
                        && entry.call.question().equals(call.question()))
                .sorted(Comparator.comparingInt((Entry entry) -> entry.number).reversed())
                .map(entry -> new Past(entry.ending, entry.at))
                .toList();
        return new Facts(parked.get(call.provider()), past, used, newest().orElse(today), overrides);
    }

    private Optional<LocalDate> newest() {
        return entries.values().stream().map(entry -> entry.day).max(Comparator.naturalOrder());
    }

    private Amount sum(Predicate<Entry> counted) {
        return entries.values().stream()
                .filter(counted)
                .map(entry -> entry.amount)
                .reduce(Amount.zero(), Amount::plus);
    }

    @Override
    public synchronized void settle(String id, Settlement settlement) {
        Entry entry = entries.get(id);
        if (entry == null || (!entry.reserved && !entry.unknown)) {
            return;
        }
        if (settlement instanceof Settlement.Spent spent) {
            entry.amount = spent.amount();
            entry.ending = "";
            parkings.remove(entry.call.provider());
        } else if (settlement instanceof Settlement.Nothing nothing) {
            entry.amount = Amount.zero();
            entry.ending = nothing.ending();
        } else if (settlement instanceof Settlement.Unknown unknown) {
            entry.ending = unknown.ending();
        }
        entry.unknown = settlement instanceof Settlement.Unknown;
        entry.reserved = false;
    }

    @Override
    public synchronized Instant park(String provider, String said, Optional<Instant> stated) {
        Instant now = clock.instant();
        int before = parkings.merge(provider, 1, Integer::sum) - 1;
        Instant until = BudgetRules.parkedUntil(stated, before, now);
        parked.put(provider, new Parking(provider, said, now, until));
        return until;
    }

    @Override
    public synchronized BudgetStatus status() {
        Instant now = clock.instant();
        LocalDate today = BudgetRules.day(now);
        LocalDate month = today.withDayOfMonth(1);
        Map<List<Object>, List<Entry>> groups = new LinkedHashMap<>();
        entries.values().stream()
                .filter(entry -> !entry.day.isBefore(month))
                .forEach(entry -> groups.computeIfAbsent(
                                List.of(
                                        entry.call.project(),
                                        entry.call.purpose(),
                                        entry.call.model(),
                                        !entry.day.isBefore(today)),
                                group -> new ArrayList<>())
                        .add(entry));
        return new BudgetStatus(
                now,
                newest().filter(today::isBefore),
                groups.values().stream().map(group -> spending(group, today)).toList(),
                parked.values().stream()
                        .filter(parking -> BudgetRules.isParked(parking, now))
                        .toList(),
                overrides.stream().filter(override -> override.holdsAt(now)).toList());
    }

    private static Spending spending(List<Entry> group, LocalDate today) {
        Entry first = group.get(0);
        return new Spending(
                first.call.project().value(),
                first.call.purpose(),
                first.call.model(),
                !first.day.isBefore(today),
                group.size(),
                group.stream().filter(entry -> !entry.ending.isEmpty()).count(),
                group.stream().filter(entry -> entry.unknown).count(),
                total(group, entry -> !entry.reserved),
                total(group, entry -> entry.reserved));
    }

    private static Amount total(List<Entry> group, Predicate<Entry> counted) {
        return group.stream().filter(counted).map(entry -> entry.amount).reduce(Amount.zero(), Amount::plus);
    }

    @Override
    public synchronized BudgetOverride grant(
            Amount extra, Optional<ProjectId> project, Duration time, String by, String reason) {
        Instant now = clock.instant();
        BudgetOverride granted =
                new BudgetOverride(UUID.randomUUID().toString(), extra, project, now, now.plus(time), by, reason);
        overrides.add(granted);
        return granted;
    }

    @Override
    public synchronized int endAll(String by) {
        Instant now = clock.instant();
        int ended = (int)
                overrides.stream().filter(override -> override.holdsAt(now)).count();
        overrides.clear();
        return ended;
    }

    @Override
    public synchronized int resume() {
        Instant now = clock.instant();
        int waiting = (int) parked.values().stream()
                .filter(parking -> BudgetRules.isParked(parking, now))
                .count();
        parked.clear();
        parkings.clear();
        resumedAt = numbers;
        return waiting;
    }
}
