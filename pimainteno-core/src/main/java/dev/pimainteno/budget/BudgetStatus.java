package dev.pimainteno.budget;

import dev.pimainteno.project.ProjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a ledger says at one moment. Immutable.
 *
 * @param at the moment
 * @param newest the newest day that anything was spent or reserved on; absent if that is not after today
 * @param spendings of this month, and of what lies ahead of the clock
 * @param parked the providers that are not to be called now
 * @param overrides those that hold now
 */
public record BudgetStatus(
        Instant at,
        Optional<LocalDate> newest,
        List<Spending> spendings,
        List<Parking> parked,
        List<BudgetOverride> overrides) {

    /**
     * What calls of one kind have cost.
     *
     * @param today whether they are of today or lie ahead, rather than of the month's earlier days
     * @param spent what is settled, at its cost or at its reservation
     * @param reserved what is not settled yet
     * @param unknown how many calls are settled at their reservation
     */
    public record Spending(
            String project,
            String purpose,
            String model,
            boolean today,
            long calls,
            long failed,
            long unknown,
            Amount spent,
            Amount reserved) {}

    /**
     * A provider that is not to be called.
     *
     * @param said its words
     */
    public record Parking(String provider, String said, Instant since, Instant until) {}

    public BudgetStatus {
        spendings = List.copyOf(spendings);
        parked = List.copyOf(parked);
        overrides = List.copyOf(overrides);
    }

    /** Returns what counts against a cap of a project, whose run is not looked at. */
    public Amount used(Cap.Scope scope, ProjectId project) {
        return spent(scope, project).plus(reserved(scope, project));
    }

    /** Returns what is settled of what counts against a cap. */
    public Amount spent(Cap.Scope scope, ProjectId project) {
        return spendings.stream()
                .filter(countsFor(scope, project))
                .map(Spending::spent)
                .reduce(Amount.zero(), Amount::plus);
    }

    /** Returns what is not settled yet of what counts against a cap. */
    public Amount reserved(Cap.Scope scope, ProjectId project) {
        return spendings.stream()
                .filter(countsFor(scope, project))
                .map(Spending::reserved)
                .reduce(Amount.zero(), Amount::plus);
    }

    /** Returns what overrides add to the caps of a project. */
    public Amount extra(ProjectId project) {
        return overrides.stream()
                .filter(override -> override.isFor(project))
                .map(BudgetOverride::extra)
                .reduce(Amount.zero(), Amount::plus);
    }

    private static Predicate<Spending> countsFor(Cap.Scope scope, ProjectId project) {
        boolean own = scope == Cap.Scope.PROJECT_DAY || scope == Cap.Scope.PROJECT_MONTH;
        return spending -> (scope.isMonth() || (scope.isDay() && spending.today()))
                && (!own || spending.project().equals(project.value()));
    }
}
