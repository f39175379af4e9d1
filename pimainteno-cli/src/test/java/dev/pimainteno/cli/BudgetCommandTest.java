package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetCommandTest {
    @TempDir
    Path directory;

    private MaintainedShop shop;

    @BeforeEach
    void makeAProject() {
        shop = MaintainedShop.in(directory);
    }

    @Test
    void showsTheCapsBeforeAnythingWasSpentAndMakesNothing() {
        Invocation budget = shop.run("budget");

        assertThat(budget.exitCode()).isZero();
        assertThat(budget.out())
                .contains("days and months are those of UTC.")
                .containsPattern("day_tokens +\\(all\\) +5,000,000 +0 +0 +5,000,000\n")
                .containsPattern("month_tokens +\\(all\\) +50,000,000 +0 +0 +50,000,000\n")
                .containsPattern("call_tokens +\\(each call\\) +200,000\n");
        assertThat(shop.state()).doesNotExist();
    }

    @Test
    void showsWhatWasSpentOnWhatByTheRowsThatCallsGoBy() throws IOException {
        shop.delivered();

        JsonNode budget = json("budget", "--json");

        assertThat(budget.path("caps").get(0).path("cap").asText()).isEqualTo("day_tokens");
        assertThat(budget.path("caps").get(0).path("spent").asLong()).isEqualTo(3 * 1_234);
        assertThat(budget.path("caps").get(0).path("free").asLong()).isEqualTo(5_000_000 - 3 * 1_234);
        assertThat(budget.path("spendings")).hasSize(3).allSatisfy(spending -> {
            assertThat(spending.path("project").asText()).isEqualTo("shop");
            assertThat(spending.path("model").asText()).isEqualTo("default");
            assertThat(spending.path("calls").asInt()).isEqualTo(1);
            assertThat(spending.path("tokens").asLong()).isEqualTo(1_234);
        });
        assertThat(shop.run("budget").out())
                .containsPattern("shop +commit-message +default +1 +0 +1,234 +0 +0\\.00 USD, today\n");
    }

    @Test
    void grantsAnOverrideThatStaysOnRecord() throws IOException {
        Invocation granted =
                shop.run("budget", "override", "--tokens", "500000", "--for", "2h", "--reason", "release \033[1mweek");

        assertThat(granted.exitCode()).isZero();
        assertThat(granted.out())
                .startsWith("Granted 500,000 tokens more for all projects until ")
                .endsWith(", by " + System.getProperty("user.name") + ": release <1b>[1mweek\n");
        JsonNode override = json("budget", "--json").path("overrides").get(0);
        assertThat(Duration.between(
                        Instant.parse(override.path("from").asText()),
                        Instant.parse(override.path("until").asText())))
                .isEqualTo(Duration.ofHours(2));
        assertThat(shop.run("budget").out()).contains("5,000,000+500,000", "\nOverride: 500,000 tokens more");

        assertThat(shop.run("budget", "override", "--clear").out()).isEqualTo("Ended 1 override.\n");
        assertThat(json("budget", "--json").path("overrides")).isEmpty();
    }

    @Test
    void goesOnUnderAnOverrideOfMoney() throws IOException {
        String capped = """
                delivery = "commit"
                [budget]
                day_cost = "0.01"
                [[llm.prices]]
                model = "default"
                input = "1.00"
                output = "10.00"
                """;
        shop.configure(capped).answering(MaintainedShop.SUMMARY, MaintainedShop.IMPROVEMENT, MaintainedShop.MESSAGE);
        Invocation refused = shop.run("run", "shop");

        Invocation granted =
                shop.run("budget", "override", "--cost", "2.50", "--for", "30m", "--reason", "one more try");
        Invocation delivered = shop.run("run", "shop");

        assertThat(refused.out())
                .startsWith("shop: refused: Did not ask for 'summary': it may take 0.")
                .contains("the budget is day_cost = 0.01 USD", "grant an override with 'budget override'");
        assertThat(granted.exitCode()).as(granted.err()).isZero();
        assertThat(granted.out())
                .startsWith("Granted 2.50 USD more for all projects until ")
                .endsWith(": one more try\n");
        assertThat(json("budget", "--json")
                        .path("overrides")
                        .get(0)
                        .path("cost")
                        .asText())
                .isEqualTo("2.50");
        assertThat(shop.run("budget").out()).containsPattern("day_cost +\\(all\\) +0\\.01\\+2\\.50 ");
        assertThat(delivered.out()).startsWith("shop: delivered: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--for 2h --reason x                            | say how much more: --tokens N or --cost X",
                "--tokens 0 --for 2h --reason x                 | --tokens: a positive number is needed, not 0",
                "--cost -1 --for 2h --reason x                  | --cost: a positive amount is needed, not -1",
                "--tokens 5 --reason x                          | --for: how long is needed, such as 90s, 30m, 2h or 1d",
                "--tokens 5 --for 2w --reason x                 | --for: how long is needed, such as 90s, 30m, 2h or 1d, not '2w'",
                "--tokens 5 --for 32d --reason x                | --for: at most 31d, not '32d'; raise the caps in [budget] for longer",
                "--tokens 5 --for 2h                            | --reason: why, in 1 to 500 letters, is needed; it stays on record",
                "--tokens 5 --for 2h --reason x --project shpo  | there is no project 'shpo'; there are: shop, blog",
                "--clear --tokens 5                             | --clear ends every override, and goes with no other option"
            })
    void refusesAnOverrideThatSaysTooLittle(String arguments, String problem) {
        String[] all = ("budget override " + arguments.strip()).split(" ");

        Invocation refused = shop.run(all);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).startsWith("pimainteno: " + problem + "\n");
        assertThat(shop.state()).doesNotExist();
    }

    @Test
    void letsParkedProvidersBeCalledAndAProjectBeLookedAtAnew() {
        shop.answering();
        shop.run("run", "shop");
        try (JdbcStore store = shop.store()) {
            store.budget().park("codex", "try again \033[1mlater", Optional.empty());
        }
        assertThat(shop.run("budget").out()).contains("\nParked: codex, until ", "try again <1b>[1mlater");
        assertThat(shop.run("doctor").out()).contains("codex is parked until ");
        assertThat(shop.run("run", "shop").out()).startsWith("shop: idle: ");

        Invocation resumed = shop.run("budget", "resume", "shop");

        assertThat(resumed.out())
                .isEqualTo("Providers that are called again: 1.\nLooked at anew by the next run: shop.\n");
        assertThat(shop.run("run", "shop").out()).startsWith("shop: nothing to do: ");
        assertThat(shop.run("budget", "resume", "shpo").exitCode()).isEqualTo(2);
    }

    private JsonNode json(String... arguments) throws IOException {
        return new JsonMapper().readTree(shop.run(arguments).out());
    }
}
