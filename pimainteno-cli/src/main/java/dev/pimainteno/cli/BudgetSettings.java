package dev.pimainteno.cli;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Money;
import dev.pimainteno.budget.TokenPrice;
import dev.pimainteno.project.ProjectId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a configuration's budget comes to, under the names of the file's keys. */
final class BudgetSettings {

    private BudgetSettings() {}

    static Map<String, @Nullable Object> of(Budget budget) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("currency", budget.currency());
        fields.put("answer_tokens", budget.answerTokens());
        fields.put("repeats", budget.repeats());
        budget.caps().forEach(cap -> fields.put(cap.key(), most(cap)));
        return fields;
    }

    /** Returns the caps of a project; null if it has none of its own. */
    static @Nullable Map<String, Object> of(ProjectId project, Budget budget) {
        List<Cap> caps = budget.projects().get(project);
        if (caps == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        caps.forEach(cap -> fields.put(cap.key(), most(cap)));
        return fields;
    }

    static List<String> prices(Budget budget) {
        return budget.prices().stream().map(BudgetSettings::price).toList();
    }

    private static String price(TokenPrice price) {
        return price.model() + ": " + price.input().toPlainString() + " in, "
                + price.cachedInput().toPlainString() + " cached, "
                + price.output().toPlainString() + " out";
    }

    private static Object most(Cap cap) {
        return cap.unit() == Cap.Unit.TOKENS ? cap.most() : new Money(cap.most()).toString();
    }
}
