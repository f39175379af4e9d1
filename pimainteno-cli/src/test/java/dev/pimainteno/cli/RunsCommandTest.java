package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.jdbc.JdbcStore;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
    /** One run each second, every tenth of them failed, with what the model said in its subject. */
    private static final String TEN_THOUSAND = """
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)
            insert into runs (id, opening, project, started_by, delivery, branch, base, opened_at, last_event_at, events,
                phase, questions, remembered, input_tokens, output_tokens, made, subject, change_state, outcome, reason)
            select strftime('%Y%m%d-%H%M%S', 1700000000 + i, 'unixepoch') || '-' || printf('%06x', i), i, 'blog',
                'SCHEDULE', 'OBSERVE', 'main', '0123456789012345678901234567890123456789',
                strftime('%Y-%m-%dT%H:%M:%S', 1700000000 + i, 'unixepoch') || '.000000000Z',
                strftime('%Y-%m-%dT%H:%M:%S', 1700000000 + i, 'unixepoch') || '.000000000Z', 3, 'DELIVER', 1, 0, 1000, 1, null,
                'Change ' || char(27) || '[31m' || i, null, case when i % 10 = 0 then 'FAILED' else 'OBSERVED' end,
                'reason ' || i
            from n
            """;

    @TempDir
    Path directory;

    private MaintainedShop shop;

    @BeforeEach
    void makeAProject() {
        shop = MaintainedShop.in(directory);
    }

    @Test
    void listsTheNewestFirstInColumns() {
        RunId first = shop.delivered();
        shop.run("run", "shop");

        Invocation runs = shop.run("runs");

        assertThat(runs.exitCode()).as(runs.err()).isZero();
        List<String> lines = runs.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo("RUN                     OPENED                OUTCOME           TOKENS  PROJECT           "
                        + "CHANGE OR REASON");
        assertThat(lines.get(1)).matches("\\S{22}  \\S{20}  nothing to do      1,234  shop {14}\\S.*");
        assertThat(lines.get(2))
                .matches(first + "  \\S{20}  delivered          3,702  shop              Correct a word");
        assertThat(runs.out()).doesNotContain("\033");
    }

    @Test
    void choosesByProjectOutcomeAndNumber() {
        shop.delivered();
        shop.run("run", "shop");

        assertThat(names("--outcome", "delivered")).hasSize(1);
        assertThat(names("--outcome", "nothing-to-do")).hasSize(1);
        assertThat(names("--outcome", "failed")).isEmpty();
        assertThat(names("--project", "shop")).hasSize(2);
        assertThat(names("--project", "blog")).isEmpty();
        assertThat(names("--limit", "1")).hasSize(1);
    }

    @Test
    void writesAStableLineOfJsonForEachRun() throws IOException {
        RunId id = shop.delivered();

        JsonNode run =
                JsonMapper.builder().build().readTree(shop.run("runs", "--json").out());

        assertThat(run.fieldNames())
                .toIterable()
                .containsExactly(
                        "run_id",
                        "project",
                        "trigger",
                        "delivery",
                        "branch",
                        "base",
                        "opened",
                        "last_event",
                        "phase",
                        "outcome",
                        "reason",
                        "change",
                        "tokens",
                        "model_calls",
                        "remembered",
                        "state");
        assertThat(run.get("run_id").asText()).isEqualTo(id.value());
        assertThat(run.get("outcome").asText()).isEqualTo("delivered");
        assertThat(run.get("change").get("commit").asText())
                .isEqualTo(shop.repository().head().hex());
        assertThat(run.get("change").get("state").asText()).isEqualTo("kept");
        assertThat(run.get("tokens").get("input").asLong()).isEqualTo(3600);
        assertThat(run.get("model_calls").asInt()).isEqualTo(3);
        assertThat(run.get("state").asText()).isEqualTo("ended");
    }

    @Test
    void pagesThroughTenThousandRunsWithoutMissingOne() throws SQLException {
        recordTenThousand();
        List<String> seen = new ArrayList<>();
        List<String> page = names("--limit", "3000");
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = names("--limit", "3000", "--before", page.get(page.size() - 1));
        }

        assertThat(seen).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(seen.get(0)).isEqualTo("20231115-010000-002710");
        assertThat(seen.get(9_999)).endsWith("-000001");
        assertThat(names("--outcome", "failed", "--limit", "10000")).hasSize(1_000);
    }

    @Test
    void findsARunByItsBeginningAmongTenThousand() throws SQLException {
        recordTenThousand();

        assertThat(names("--before", "20231114-221322", "--limit", "2")).containsExactly("20231114-221321-000001");
        Invocation ambiguous = shop.run("show", "20231114-2214");
        assertThat(ambiguous.exitCode()).isEqualTo(2);
        assertThat(ambiguous.err())
                .startsWith("pimainteno: '20231114-2214' begins the names of several runs: 20231114-221459-000063, ")
                .contains(" and more\n");
    }

    @Test
    void makesControlCharactersVisible() throws SQLException {
        recordTenThousand();

        assertThat(shop.run("runs", "--limit", "3").out())
                .contains("Change <1b>[31m9999")
                .doesNotContain("\033");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        shop.delivered();

        assertMisused("there is no project 'shpo'; did you mean shop?", "--project", "shpo");
        assertMisused("there is no project '../x'; there are: shop, blog", "--project", "../x");
        assertMisused(
                "--outcome: there is no outcome 'good'; there are: nothing_to_do, observed, ", "--outcome", "good");
        assertMisused("--limit: a number from 1 to 10000 is needed, not 0", "--limit", "0");
        assertMisused("--limit: a number from 1 to 10000 is needed, not 10001", "--limit", "10001");
        assertMisused(
                "there is no run '20200101-000000-000000'; near to it: " + shop.newest(),
                "--before",
                "20200101-000000-000000");
    }

    @Test
    void showsNothingAndMakesNothingWhereNothingWasRun() {
        Invocation runs = shop.run("runs");
        Invocation show = shop.run("show", "last");
        Invocation named = shop.run("show", "2026");

        assertThat(runs.exitCode()).isZero();
        assertThat(runs.out()).isEmpty();
        assertThat(runs.err()).isEqualTo("no such run is recorded\n");
        assertThat(show.exitCode()).isEqualTo(2);
        assertThat(show.err()).startsWith("pimainteno: no run is recorded yet\n");
        assertThat(named.err()).startsWith("pimainteno: there is no run '2026': none is recorded yet\n");
        assertThat(shop.state()).doesNotExist();
    }

    private void assertMisused(String message, String... options) {
        Invocation misused = runs(options);
        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err()).startsWith("pimainteno: " + message);
    }

    private Invocation runs(String... options) {
        List<String> arguments = new ArrayList<>(List.of("runs"));
        arguments.addAll(List.of(options));
        return shop.run(arguments.toArray(String[]::new));
    }

    private List<String> names(String... options) {
        Invocation runs = runs(options);
        assertThat(runs.exitCode()).as(runs.err()).isZero();
        return runs.out().lines().skip(1).map(line -> line.substring(0, 22)).toList();
    }

    private void recordTenThousand() throws SQLException {
        try (JdbcStore store = shop.store()) {
            assertThat(store.history()).isNotNull();
        }
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + shop.state().resolve("pimainteno.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(TEN_THOUSAND)).isEqualTo(10_000);
        }
    }
}
