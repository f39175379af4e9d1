package dev.pimainteno.config;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Cap.Scope;
import dev.pimainteno.budget.TokenPrice;
import dev.pimainteno.project.ProjectId;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code [budget]}, what projects change of it, and {@code [[llm.prices]]}. Without any of them a call, a run, the day
 * and the month are capped all the same, far above what the tasks that come with this program need. For one thread at a
 * time.
 */
final class BudgetReader {
    private static final List<Cap> STANDARD = List.of(
            Cap.ofTokens(Scope.CALL, 200_000),
            Cap.ofTokens(Scope.RUN, 1_000_000),
            Cap.ofTokens(Scope.DAY, 5_000_000),
            Cap.ofTokens(Scope.MONTH, 50_000_000));
    private static final String CURRENCY = "USD";
    /** What the client calls the model that the provider chooses. */
    private static final String PROVIDERS_CHOICE = "default";

    private static final int MOST_ANSWER_TOKENS = 1_000_000;
    private static final int MOST_REPEATS = 50;
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000);

    private final Table table;
    private final Table llmTable;
    private final LlmSettings llm;

    BudgetReader(Table table, Table llmTable, LlmSettings llm) {
        this.table = table;
        this.llmTable = llmTable;
        this.llm = llm;
    }

    Budget read(List<DeclaredProject> projects) {
        Map<String, CapSetting> general = CapSetting.ofAll(table);
        Map<String, Cap> standard = new LinkedHashMap<>();
        STANDARD.forEach(cap -> standard.put(cap.key(), cap));
        Map<String, Cap> caps = changed(standard, general);
        Map<ProjectId, List<Cap>> own = new LinkedHashMap<>();
        projects.stream()
                .filter(project -> !project.caps().isEmpty())
                .forEach(project -> own.put(
                        project.project().id(),
                        List.copyOf(changed(caps, project.caps()).values())));
        Budget budget = new Budget(
                List.copyOf(caps.values()),
                own,
                llmTable.get("prices").flatMap(BudgetReader::readPrices).orElse(List.of()),
                table.get("currency").flatMap(BudgetReader::readCurrency).orElse(CURRENCY),
                llm.provider().overheadTokens(),
                table.get("answer_tokens")
                        .flatMap(value -> value.integer(1, MOST_ANSWER_TOKENS))
                        .orElse(Budget.STANDARD_ANSWER_TOKENS),
                table.get("repeats")
                        .flatMap(value -> value.integer(1, MOST_REPEATS))
                        .orElse(Budget.STANDARD_REPEATS));
        general.values().forEach(setting -> check(setting, budget));
        projects.forEach(project -> project.caps().values().forEach(setting -> check(setting, budget)));
        return budget;
    }

    private static Map<String, Cap> changed(Map<String, Cap> caps, Map<String, CapSetting> settings) {
        Map<String, Cap> changed = new LinkedHashMap<>(caps);
        settings.forEach((key, setting) ->
                setting.cap().ifPresentOrElse(cap -> changed.put(key, cap), () -> changed.remove(key)));
        return changed;
    }

    private void check(CapSetting setting, Budget budget) {
        if (setting.cap().isEmpty()) {
            return;
        }
        Cap cap = setting.cap().get();
        Value value = setting.value();
        String model = llm.model().orElse(PROVIDERS_CHOICE);
        if (cap.unit() == Cap.Unit.COST && budget.price(model).isEmpty()) {
            table.document()
                    .error(
                            value.line(),
                            value.key(),
                            "found " + value.found() + " without a price for the model \"" + model
                                    + "\"; expected [[llm.prices]] with model = \"" + model + "\", input and output");
            return;
        }
        long floor = budget.floor(model).in(cap.unit());
        if (cap.most() < floor) {
            table.document()
                    .warning(
                            value.line(),
                            value.key(),
                            "found " + value.found() + ", and no call costs less than about "
                                    + budget.words(cap.unit(), floor) + ": the model is never asked");
        }
    }

    private static Optional<String> readCurrency(Value value) {
        String expected = "the name of a currency such as \"USD\", of 1 to 8 letters";
        return value.text(expected).filter(text -> value.check(text.matches("[A-Za-z]{1,8}"), expected));
    }

    private static Optional<List<TokenPrice>> readPrices(Value value) {
        return value.array(
                "[[llm.prices]] tables",
                element -> element.table(Section.LLM_PRICES).flatMap(BudgetReader::readPrice));
    }

    private static Optional<TokenPrice> readPrice(Table table) {
        Optional<Value> model = table.get("model");
        Optional<Value> input = table.get("input");
        Optional<Value> output = table.get("output");
        require(table, "model", model, "model = \"gpt-5*\"");
        require(table, "input", input, "input = \"1.25\", the price of a million tokens");
        require(table, "output", output, "output = \"10.00\", the price of a million tokens");
        Optional<String> name = model.flatMap(value -> value.text("a model such as \"gpt-5*\""));
        Optional<BigDecimal> dear = input.flatMap(BudgetReader::price);
        Optional<BigDecimal> cached =
                table.get("cached_input").map(BudgetReader::price).orElse(dear);
        Optional<BigDecimal> answer = output.flatMap(BudgetReader::price);
        return name.isPresent() && dear.isPresent() && cached.isPresent() && answer.isPresent()
                ? Optional.of(new TokenPrice(name.get(), dear.get(), cached.get(), answer.get()))
                : Optional.empty();
    }

    private static void require(Table table, String key, Optional<Value> value, String expected) {
        if (value.isEmpty()) {
            table.document().error(table.line(), Section.LLM_PRICES.fullKey(key), "not set; expected " + expected);
        }
    }

    private static Optional<BigDecimal> price(Value value) {
        String expected = "the price of a million tokens such as \"1.25\", in quotes, at most \"1000\"";
        return CapSetting.money(value, expected).filter(price -> value.check(price.compareTo(DEAREST) <= 0, expected));
    }
}
