package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.cli.TestedCommand.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningsCommandTest {
    private static final String RULE = "Leave the prices alone.";

    @TempDir
    Path directory;

    private MaintainedShop shop;

    @BeforeEach
    void makeAProject() {
        shop = MaintainedShop.in(directory);
    }

    @Test
    void listsWhatAPersonHasSaidAndWhatBecameOfChanges() throws IOException {
        shop.configure("delivery = \"hold\"\nverify = [[\"true\"]]\n")
                .answering(MaintainedShop.SUMMARY, MaintainedShop.IMPROVEMENT, MaintainedShop.MESSAGE);
        shop.run("run", "shop");
        assertThat(shop.run("learnings").out()).startsWith("no rules yet; ");

        shop.run("review", "reject", "shop", "--reason", RULE);

        Invocation list = shop.run("learnings", "list", "--project", "shop");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .containsPattern("\\A\\w+  until \\S+  shop: Leave the prices alone\\.\n")
                .endsWith("shop improve: 0 accepted, 0 edited, 1 rejected, 0 reverted\n");
        assertThat(shop.run("learnings", "--project", "blog").out()).startsWith("no rules yet; ");
        assertThat(rule().path("project").asText()).isEqualTo("shop");
        assertThat(rule().path("evidence").asText()).contains(shop.newest().value());
    }

    @Test
    void addsARuleThatItRewordsAndDeletes() throws IOException {
        Invocation added =
                shop.run("learnings", "add", "--project", "shop", "--days", "7", " Leave the\nprices alone. ");
        assertThat(added.exitCode()).as(added.err()).isZero();
        String id = rule().path("id").asText();
        assertThat(added.out()).startsWith(id + "  until ").endsWith("  shop: " + RULE + "\n");
        assertThat(rule().path("rule").asText()).isEqualTo(RULE);
        assertThat(validity()).isEqualTo(Duration.ofDays(7));

        Invocation edited = shop.run("learnings", "edit", id.substring(0, 6), "Leave the taxes alone.", "--days", "30");

        assertThat(edited.exitCode()).as(edited.err()).isZero();
        assertThat(rule().path("id").asText()).as("it is the same rule").isEqualTo(id);
        assertThat(validity()).isBetween(Duration.ofDays(30), Duration.ofDays(31));
        assertThat(shop.run("learnings", "show", id).out())
                .contains("name      " + id + "\n", "rule      Leave the taxes alone.\n", "evidence  said by hand\n");

        Invocation deleted = shop.run("learnings", "delete", id);

        assertThat(deleted.exitCode()).isZero();
        assertThat(deleted.out()).startsWith("deleted: " + id).endsWith(": Leave the taxes alone.\n");
        assertThat(shop.run("learnings").out()).startsWith("no rules yet; ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learnings rules               | there is no 'rules'; there are: list, show, add, edit, delete",
                "learnings show 0f3a           | there is no rule '0f3a'; there are: ",
                "learnings delete 0f3a         | there is no rule '0f3a'; there are: ",
                "learnings edit 0f3a more      | there is no rule '0f3a'; there are: ",
                "learnings edit 0f3a           | say what to change: other words, or --days",
                "learnings add more --days 0   | --days: a number from 1 to 3650 is needed, not 0",
                "learnings add more --days 3651| --days: a number from 1 to 3650 is needed, not 3651",
                "learnings add more --project x| there is no project 'x' in the configuration"
            })
    void refusesWhatCannotBeMeant(String arguments, String problem) throws IOException {
        shop.run("learnings", "add", RULE);
        String[] all = arguments.strip().split(" ");

        Invocation refused = shop.run(all);

        assertThat(refused.exitCode()).as(refused.out()).isEqualTo(2);
        assertThat(refused.err()).startsWith("pimainteno: " + problem);
        assertThat(rule().path("rule").asText()).isEqualTo(RULE);
    }

    @Test
    void refusesARuleThatSaysNothingOrTooMuch() {
        for (String rule : new String[] {" \t", "x".repeat(301)}) {
            Invocation refused = shop.run("learnings", "add", rule);

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).startsWith("pimainteno: a rule is one line of 1 to 300 visible characters\n");
        }
        assertThat(shop.run("learnings").out()).startsWith("no rules yet; ");
    }

    private Duration validity() throws IOException {
        return Duration.between(
                Instant.parse(rule().path("learned_at").asText()),
                Instant.parse(rule().path("expires_at").asText()));
    }

    /** Returns the only rule. */
    private JsonNode rule() throws IOException {
        return new JsonMapper()
                .readTree(shop.run("learnings", "--json")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }
}
