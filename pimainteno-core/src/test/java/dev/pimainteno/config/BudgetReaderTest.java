package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.budget.Budget;
import dev.pimainteno.budget.Cap;
import dev.pimainteno.budget.Cap.Scope;
import dev.pimainteno.project.ProjectId;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BudgetReaderTest {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final String PRICED = """
            [[llm.prices]]
            model = "*"
            input = "1.25"
            output = "10.00"
            """;

    @Test
    void capsACallARunTheDayAndTheMonthUnlessToldOtherwise() {
        Budget budget = Texts.read(Texts.PROJECT).budget();

        assertThat(budget.caps())
                .containsExactly(
                        Cap.ofTokens(Scope.CALL, 200_000),
                        Cap.ofTokens(Scope.RUN, 1_000_000),
                        Cap.ofTokens(Scope.DAY, 5_000_000),
                        Cap.ofTokens(Scope.MONTH, 50_000_000));
        assertThat(budget.caps(SHOP)).isEqualTo(budget.caps());
        assertThat(budget.overheadTokens()).isEqualTo(5_000);
    }

    @Test
    void readsCapsInTokensAndInMoney() {
        Budget budget = Texts.read(Texts.PROJECT + """
                [budget]
                currency = "EUR"
                day_tokens = "none"
                project_day_tokens = 1000000
                month_cost = "2.50"
                """ + PRICED).budget();

        assertThat(budget.caps())
                .contains(Cap.ofTokens(Scope.PROJECT_DAY, 1_000_000), Cap.ofCost(Scope.MONTH, new BigDecimal("2.50")))
                .noneMatch(cap -> cap.scope() == Scope.DAY);
        assertThat(budget.currency()).isEqualTo("EUR");
        assertThat(budget.price("gpt-5").orElseThrow().cachedInput()).isEqualByComparingTo("1.25");
    }

    @Test
    void letsAProjectHaveCapsOfItsOwn() {
        Budget budget = Texts.read("""
                [budget]
                project_day_tokens = 1000000
                [[projects]]
                path = "/srv/shop"
                budget = {day_tokens = 2000000, run_tokens = "none"}
                [[projects]]
                path = "/srv/blog"
                """).budget();

        assertThat(budget.caps(SHOP))
                .contains(Cap.ofTokens(Scope.PROJECT_DAY, 2_000_000), Cap.ofTokens(Scope.DAY, 5_000_000))
                .noneMatch(cap -> cap.scope() == Scope.RUN);
        assertThat(budget.caps(ProjectId.of("blog")))
                .contains(Cap.ofTokens(Scope.PROJECT_DAY, 1_000_000), Cap.ofTokens(Scope.RUN, 1_000_000));
    }

    @Test
    void warnsOfACapBelowWhatAnyCallCosts() {
        Configuration configuration = Texts.read("""
                [budget]
                day_tokens = 4000
                day_cost = "0.001"
                month_tokens = 6000
                """ + PRICED + Texts.PROJECT);

        assertThat(configuration.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "PiMainteno.toml:2: budget.day_tokens: found an integer 4000, and no call costs less than about"
                                + " 5,001 tokens: the model is never asked",
                        "PiMainteno.toml:3: budget.day_cost: found \"0.001\", and no call costs less than about 0.00626 USD:"
                                + " the model is never asked");
    }
}
