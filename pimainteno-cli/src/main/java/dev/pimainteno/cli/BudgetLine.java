package dev.pimainteno.cli;

import dev.pimainteno.budget.Amount;
import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.BudgetStatus;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.project.ProjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One cap with what counts against it, by the rows that reservations go by. Immutable.
 *
 * @param project whose it is; absent: of all together
 * @param extra what overrides add to it
 */
record BudgetLine(Cap cap, Optional<ProjectId> project, long extra, long spent, long reserved) {

    /** Returns a line for each cap on a day or a month: those of all projects, then those of each. */
    static List<BudgetLine> of(Budget budget, List<ProjectId> projects, BudgetStatus status) {
        List<BudgetLine> lines = new ArrayList<>();
        for (Cap cap : budget.caps()) {
            if (cap.scope() == Cap.Scope.DAY || cap.scope() == Cap.Scope.MONTH) {
                lines.add(line(cap, Optional.empty(), projects.get(0), status));
            }
        }
        for (ProjectId project : projects) {
            for (Cap cap : budget.caps(project)) {
                if (cap.scope() == Cap.Scope.PROJECT_DAY || cap.scope() == Cap.Scope.PROJECT_MONTH) {
                    lines.add(line(cap, Optional.of(project), project, status));
                }
            }
        }
        return lines;
    }

    private static BudgetLine line(Cap cap, Optional<ProjectId> project, ProjectId asking, BudgetStatus status) {
        // What is granted to one project alone is not there for all.
        Amount extra = project.isPresent()
                ? status.extra(asking)
                : status.overrides().stream()
                        .filter(override -> override.project().isEmpty())
                        .map(override -> override.extra())
                        .reduce(Amount.zero(), Amount::plus);
        return new BudgetLine(
                cap,
                project,
                extra.in(cap.unit()),
                status.spent(cap.scope(), asking).in(cap.unit()),
                status.reserved(cap.scope(), asking).in(cap.unit()));
    }

    /** Returns what may still be reserved. */
    long free() {
        return Math.max(0, cap.most() + extra - spent - reserved);
    }

    /** Whether not even the cheapest call has room. */
    boolean isExhausted(long floor) {
        return free() < floor;
    }
}
