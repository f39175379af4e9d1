package dev.pimainteno.budget;

import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What may be spent, what tokens cost, and what a call is expected to cost at most. Immutable.
 *
 * @param caps of all projects; none for the same twice
 * @param projects all the caps of single projects, in place of {@code caps}
 * @param prices the first that fits a model counts
 * @param currency its name, such as {@code USD}
 * @param overheadTokens what a call costs besides prompt and answer: what the provider's own program says to the model
 * @param answerTokens how long an answer is expected to be at most, reasoning included; positive
 * @param repeats how often the same question may fail in the same way before it is not asked any more; positive
 */
public record Budget(
        List<Cap> caps,
        Map<ProjectId, List<Cap>> projects,
        List<TokenPrice> prices,
        String currency,
        int overheadTokens,
        int answerTokens,
        int repeats) {
    /** What the tasks that come with this program never need. */
    public static final int STANDARD_ANSWER_TOKENS = 16_000;

    public static final int STANDARD_REPEATS = 3;

    /** Text of any language and code of any kind has more bytes than that for each token. */
    private static final int BYTES_PER_TOKEN = 2;

    public Budget {
        caps = List.copyOf(caps);
        projects = Map.copyOf(projects);
        prices = List.copyOf(prices);
        if (overheadTokens < 0 || answerTokens < 1 || repeats < 1) {
            throw new IllegalArgumentException(
                    "overhead, answer or repeats cannot be: " + overheadTokens + ", " + answerTokens + ", " + repeats);
        }
    }

    /** Returns a budget without caps and prices, which only counts. */
    public static Budget unlimited() {
        return new Budget(List.of(), Map.of(), List.of(), "USD", 0, STANDARD_ANSWER_TOKENS, STANDARD_REPEATS);
    }

    /** Returns the caps that hold for a project. */
    public List<Cap> caps(ProjectId project) {
        return projects.getOrDefault(project, caps);
    }

    public Optional<TokenPrice> price(String model) {
        return prices.stream().filter(price -> price.fits(model)).findFirst();
    }

    /** Returns what no call costs less than, so that a cap below it allows none. */
    public Amount floor(String model) {
        return amount(model, new TokenUsage(Math.max(1, overheadTokens), 0, 1, 0));
    }

    /**
     * Returns what a call is expected to cost at most: its own overhead, its prompt with a token for every two bytes, and the
     * longest answer.
     */
    public Amount expected(LlmIdentity identity, LlmRequest request) {
        long text = bytes(request.prompt()) + (request.schema() == null ? 0 : bytes(request.schema()));
        long input = overheadTokens + (text + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
        return amount(identity.model(), new TokenUsage(input, 0, answerTokens, 0));
    }

    /** Returns what tokens of a model come to. */
    public Amount amount(String model, TokenUsage usage) {
        Money cost = price(model).map(price -> price.of(usage)).orElse(Money.zero());
        return new Amount(Amount.sum(usage.input(), usage.output()), cost);
    }

    /** Returns how much that is, with its unit: {@code 1,200 tokens}, {@code 2.50 USD}. */
    public String words(Cap.Unit unit, long amount) {
        return unit == Cap.Unit.TOKENS
                ? String.format(Locale.ROOT, "%,d %s", amount, amount == 1 ? "token" : "tokens")
                : new Money(amount) + " " + currency;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
