package dev.pimainteno.cli;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.BudgetOverride;
import dev.pimainteno.budget.BudgetStatus;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Money;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.project.Project;
import dev.pimainteno.project.ProjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a ledger says, for people and for programs. */
final class BudgetView {
    private static final String CAPS = "%-22s  %-16s  %14s  %14s  %14s  %14s";
    private static final String SPENDINGS = "%-16s  %-16s  %-16s  %6s  %6s  %14s  %14s  %s";

    private final Budget budget;
    private final List<BudgetLine> lines;
    private final BudgetStatus status;

    BudgetView(Configuration configuration, BudgetStatus status) {
        this.budget = configuration.budget();
        this.status = status;
        List<ProjectId> projects =
                configuration.projects().stream().map(Project::id).toList();
        this.lines = BudgetLine.of(budget, projects, status);
    }

    List<BudgetLine> lines() {
        return lines;
    }

    /** Says in a sentence each what stands in the way of calls at the moment. */
    List<String> obstacles(String model) {
        List<String> obstacles = new ArrayList<>();
        status.parked()
                .forEach(parking -> obstacles.add(parking.provider() + " is parked until "
                        + Columns.time(parking.until()) + ": " + parking.said()));
        for (BudgetLine line : lines) {
            if (line.isExhausted(budget.floor(model).in(line.cap().unit()))) {
                obstacles.add(line.cap().key()
                        + line.project().map(project -> " of " + project).orElse("") + " = "
                        + words(line.cap(), line.cap().most()) + " is used up: "
                        + words(line.cap(), line.spent()) + " spent, " + words(line.cap(), line.reserved())
                        + " reserved");
            }
        }
        return obstacles;
    }

    /** Returns lines of text. */
    List<String> text() {
        List<String> text = new ArrayList<>();
        text.add("At " + Columns.time(status.at()) + "; days and months are those of UTC.");
        status.newest()
                .ifPresent(day -> text.add("The clock was put back: what was spent up to " + day
                        + " counts as spent today. 'budget override' helps until then."));
        text.add("");
        text.add(CAPS.formatted("CAP", "PROJECT", "MOST", "SPENT", "RESERVED", "FREE"));
        for (BudgetLine line : lines) {
            Cap cap = line.cap();
            text.add(CAPS.formatted(
                    cap.key(),
                    line.project().map(ProjectId::value).orElse("(all)"),
                    number(cap, cap.most()) + (line.extra() > 0 ? "+" + number(cap, line.extra()) : ""),
                    number(cap, line.spent()),
                    number(cap, line.reserved()),
                    number(cap, line.free())));
        }
        if (lines.isEmpty()) {
            text.add("(no cap on a day or a month)");
        }
        budget.caps().stream()
                .filter(cap -> cap.scope() == Cap.Scope.CALL || cap.scope() == Cap.Scope.RUN)
                .forEach(cap -> text.add(CAPS.formatted(
                                cap.key(), "(each " + cap.scope().words() + ")", number(cap, cap.most()), "", "", "")
                        .stripTrailing()));
        addSpendings(text);
        addDecisions(text);
        return text;
    }

    private void addSpendings(List<String> text) {
        if (status.spendings().isEmpty()) {
            return;
        }
        text.add("");
        text.add(SPENDINGS.formatted("PROJECT", "PURPOSE", "MODEL", "CALLS", "FAILED", "TOKENS", "RESERVED", "COST"));
        for (BudgetStatus.Spending spending : status.spendings()) {
            text.add(SPENDINGS.formatted(
                    spending.project(),
                    spending.purpose(),
                    spending.model().isEmpty() ? "-" : spending.model(),
                    spending.calls(),
                    spending.failed(),
                    tokens(spending.spent().tokens()),
                    tokens(spending.reserved().tokens()),
                    spending.spent().cost() + " " + budget.currency()
                            + (spending.today() ? ", today" : ", earlier this month")
                            + (spending.unknown() > 0
                                    ? ", %d at their reservation".formatted(spending.unknown())
                                    : "")));
        }
    }

    private void addDecisions(List<String> text) {
        if (!status.parked().isEmpty() || !status.overrides().isEmpty()) {
            text.add("");
        }
        status.parked()
                .forEach(parking -> text.add("Parked: " + parking.provider() + ", until "
                        + Columns.time(parking.until()) + ", because it said: " + parking.said()));
        status.overrides().forEach(override -> text.add("Override: " + words(override)));
    }

    /** Says what an override grants, to whom, until when, by whom and why. */
    String words(BudgetOverride override) {
        List<String> extra = new ArrayList<>();
        if (override.extra().tokens() > 0) {
            extra.add(budget.words(Cap.Unit.TOKENS, override.extra().tokens()));
        }
        if (override.extra().cost().nanos() > 0) {
            extra.add(budget.words(Cap.Unit.COST, override.extra().cost().nanos()));
        }
        return String.join(" and ", extra) + " more for "
                + override.project().map(ProjectId::value).orElse("all projects") + " until "
                + Columns.time(override.until()) + ", by " + override.by() + ": " + override.reason();
    }

    /** Returns the same for programs. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", status.at());
        fields.put("currency", budget.currency());
        fields.put("caps", lines.stream().map(BudgetView::fields).toList());
        fields.put(
                "spendings", status.spendings().stream().map(BudgetView::fields).toList());
        fields.put("parked", status.parked().stream().map(BudgetView::fields).toList());
        fields.put(
                "overrides", status.overrides().stream().map(BudgetView::fields).toList());
        fields.put("clock_put_back_from", status.newest().orElse(null));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(BudgetLine line) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Cap cap = line.cap();
        fields.put("cap", cap.key());
        fields.put("project", line.project().orElse(null));
        fields.put("unit", cap.unit().name().toLowerCase(Locale.ROOT));
        fields.put("most", value(cap, cap.most()));
        fields.put("extra", value(cap, line.extra()));
        fields.put("spent", value(cap, line.spent()));
        fields.put("reserved", value(cap, line.reserved()));
        fields.put("free", value(cap, line.free()));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(BudgetStatus.Spending spending) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("project", spending.project());
        fields.put("purpose", spending.purpose());
        fields.put("model", spending.model());
        fields.put("today", spending.today());
        fields.put("calls", spending.calls());
        fields.put("failed", spending.failed());
        fields.put("unknown", spending.unknown());
        fields.put("tokens", spending.spent().tokens());
        fields.put("cost", spending.spent().cost().toString());
        fields.put("reserved_tokens", spending.reserved().tokens());
        fields.put("reserved_cost", spending.reserved().cost().toString());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(BudgetStatus.Parking parking) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("provider", parking.provider());
        fields.put("said", parking.said());
        fields.put("since", parking.since());
        fields.put("until", parking.until());
        return fields;
    }

    static Map<String, @Nullable Object> fields(BudgetOverride override) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", override.id());
        fields.put("project", override.project().orElse(null));
        fields.put("tokens", override.extra().tokens());
        fields.put("cost", override.extra().cost().toString());
        fields.put("from", override.from());
        fields.put("until", override.until());
        fields.put("by", override.by());
        fields.put("reason", override.reason());
        return fields;
    }

    private static Object value(Cap cap, long amount) {
        return cap.unit() == Cap.Unit.TOKENS ? amount : new Money(amount).toString();
    }

    private String words(Cap cap, long amount) {
        return budget.words(cap.unit(), amount);
    }

    private static String number(Cap cap, long amount) {
        return cap.unit() == Cap.Unit.TOKENS ? tokens(amount) : new Money(amount).toString();
    }

    private static String tokens(long tokens) {
        return String.format(Locale.ROOT, "%,d", tokens);
    }
}
