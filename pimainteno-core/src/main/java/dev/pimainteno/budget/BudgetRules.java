package dev.pimainteno.budget;

import dev.pimainteno.llm.LlmException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What every {@link BudgetLedger} decides in the same way, from what it has on record. */
public final class BudgetRules {
    /** How long a provider is parked at most, whatever it says. */
    public static final Duration LONGEST_PARKING = Duration.ofDays(35);

    /** How a call ends whose end nobody was there to tell. */
    public static final String LOST = "LOST";

    /** How much longer than it may take a call is waited for. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final Duration FIRST_REPETITION = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Duration LONGEST_REPETITION = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 10;

    /** What the question itself seems to be the cause of. */
    private static final Set<String> LASTING = names(EnumSet.of(Reason.MALFORMED, Reason.REFUSED, Reason.TOO_LARGE));
    /** What passes, and may cost all the same. */
    private static final Set<String> PASSING = names(EnumSet.of(Reason.UNAVAILABLE, Reason.TIMED_OUT));

    private BudgetRules() {}

    /**
     * What a ledger has on record about a call that somebody wants to make.
     *
     * @param parking of the call's provider; null if it was never parked
     * @param past earlier calls with the same question for the same project, the newest first
     * @param used by scope, what was spent and reserved
     * @param newest the newest day that anything was spent or reserved on
     * @param overrides those of which the time has not come to an end
     */
    public record Facts(
            BudgetStatus.@Nullable Parking parking,
            List<Past> past,
            Map<Cap.Scope, Amount> used,
            LocalDate newest,
            List<BudgetOverride> overrides) {}

    /**
     * An earlier call.
     *
     * @param ending in which way it failed; empty if it was answered
     * @param at when it was reserved
     */
    public record Past(String ending, Instant at) {}

    /** Returns the day of a moment. */
    public static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** Returns when nobody can be waiting any more for a call that was reserved at a time. */
    public static Instant expires(PlannedCall call, Instant reserved) {
        return reserved.plus(call.longest()).plus(GRACE);
    }

    static boolean isLost(PlannedCall call, Instant reserved, Instant now) {
        return expires(call, reserved).isBefore(now);
    }

    /** Returns why a call may not be made; nothing if it may. */
    public static Optional<Refusal> refusal(PlannedCall call, List<Cap> caps, int repeats, Facts facts, Instant now) {
        return parked(call, facts, now)
                .or(() -> repeated(facts.past(), repeats, now))
                .or(() -> overCap(call, caps, facts, now));
    }

    private static Optional<Refusal> parked(PlannedCall call, Facts facts, Instant now) {
        BudgetStatus.Parking parking = facts.parking();
        return parking != null && isParked(parking, now)
                ? Optional.of(new Refusal.Parked(call.provider(), parking.said(), parking.until()))
                : Optional.empty();
    }

    /** Whether a provider is parked: never for longer than the longest time from now, wherever the clock was before. */
    public static boolean isParked(BudgetStatus.Parking parking, Instant now) {
        return now.isBefore(parking.until()) && parking.until().isBefore(now.plus(LONGEST_PARKING.multipliedBy(2)));
    }

    /**
     * Returns until when a provider is parked.
     *
     * @param stated by the provider
     * @param before how often it was parked without having answered in between
     */
    public static Instant parkedUntil(Optional<Instant> stated, int before, Instant now) {
        Instant latest = now.plus(LONGEST_PARKING);
        return stated.filter(now::isBefore)
                .map(time -> time.isBefore(latest) ? time : latest)
                .orElseGet(() -> now.plus(doubled(FIRST_PAUSE, before, LONGEST_PAUSE)));
    }

    private static Optional<Refusal> repeated(List<Past> past, int repeats, Instant now) {
        List<Past> counted = past.stream()
                .filter(call ->
                        call.ending().isEmpty() || LASTING.contains(call.ending()) || PASSING.contains(call.ending()))
                .toList();
        if (counted.isEmpty() || counted.get(0).ending().isEmpty()) {
            return Optional.empty();
        }
        String ending = counted.get(0).ending();
        int times = (int)
                counted.stream().takeWhile(call -> call.ending().equals(ending)).count();
        if (times < repeats) {
            return Optional.empty();
        }
        if (LASTING.contains(ending)) {
            return Optional.of(new Refusal.Repeated(ending, times, Optional.empty()));
        }
        Instant last = counted.get(0).at().isAfter(now) ? now : counted.get(0).at();
        Instant free = last.plus(doubled(FIRST_REPETITION, times - repeats, LONGEST_REPETITION));
        return now.isBefore(free)
                ? Optional.of(new Refusal.Repeated(ending, times, Optional.of(free)))
                : Optional.empty();
    }

    private static Optional<Refusal> overCap(PlannedCall call, List<Cap> caps, Facts facts, Instant now) {
        Amount extra = facts.overrides().stream()
                .filter(override -> override.isFor(call.project()) && override.holdsAt(now))
                .map(BudgetOverride::extra)
                .reduce(Amount.zero(), Amount::plus);
        // Of several, the one that is in the way for the longest time.
        return caps.stream()
                .flatMap(cap -> overCap(call, cap, facts, extra.in(cap.unit()), now).stream())
                .max(Comparator.comparing(over -> over.freeAt().orElse(Instant.MAX)))
                .map(over -> over);
    }

    private static Optional<Refusal.OverCap> overCap(PlannedCall call, Cap cap, Facts facts, long extra, Instant now) {
        long asked = call.expected().in(cap.unit());
        long used = facts.used().getOrDefault(cap.scope(), Amount.zero()).in(cap.unit());
        long allowed = Amount.sum(cap.most(), extra);
        if (Amount.sum(used, asked) <= allowed) {
            return Optional.empty();
        }
        boolean timeHelps = asked <= cap.most();
        return Optional.of(new Refusal.OverCap(
                cap, used, extra, asked, timeHelps ? freeAt(cap.scope(), facts.newest(), now) : Optional.empty()));
    }

    private static Optional<Instant> freeAt(Cap.Scope scope, LocalDate newest, Instant now) {
        LocalDate today = day(now);
        LocalDate last = newest.isAfter(today) ? newest : today;
        if (scope.isDay()) {
            return Optional.of(last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (scope.isMonth()) {
            return Optional.of(last.withDayOfMonth(1)
                    .plusMonths(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        }
        return scope == Cap.Scope.RUN ? Optional.of(now) : Optional.empty();
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(Math.max(0, times), MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private static Set<String> names(Set<Reason> reasons) {
        return reasons.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }
}
