package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.change.CommitId;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {
    @TempDir
    Path directory;

    private TemporaryRepository shop;
    private TestedCommand command;

    @BeforeEach
    void makeAProject() {
        shop = TemporaryRepository.create(directory.resolve("shop"));
        shop.commit("Begin", Map.of("README.md", "shop\n"));
        command = TestedCommand.in(directory);
        configure("");
    }

    @Test
    void showsWhatWasCommittedAndNotWhatLiesThere() {
        shop.commit("Sum up", Map.of("codex.md", "# shop\n\nA shop.\n"));
        shop.write("codex.md", "mine\n");
        Map<String, String> before = shop.state();

        Invocation summary = command.run("summary", "shop");

        assertThat(summary).isEqualTo(new Invocation(0, "# shop\n\nA shop.\n", ""));
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void saysThatItIsOlderThanTheCode() {
        CommitId summed = shop.commit("Sum up", Map.of("codex.md", "A shop."));
        shop.commit("Work", Map.of("a.txt", "a\n"));
        shop.commit("Work on", Map.of("a.txt", "b\n"));

        Invocation summary = command.run("summary", "shop");

        assertThat(summary.out()).isEqualTo("A shop.\n");
        assertThat(summary.err())
                .isEqualTo("note: older than the code: 'main' has gone on for 2 commits since " + summed.abbreviated()
                        + " of 2026-01-01T00:00:01Z changed it last\n");
        assertThat(summary.exitCode()).isZero();
    }

    @Test
    void looksAtTheBranchThatIsConfigured() {
        shop.commit("Sum up", Map.of("codex.md", "Main.\n"));
        shop.branch("other").checkOut("other");
        shop.commit("Sum up otherwise", Map.of("codex.md", "Other.\n"));
        configure("branch = \"main\"\n");

        assertThat(command.run("summary", "shop").out()).isEqualTo("Main.\n");
    }

    @Test
    void sendsNoControlCharactersToATerminal() {
        shop.commit("Sum up", Map.of("codex.md", "A \u001b[31mred\u202e shop.\r\n"));

        assertThat(command.run("summary", "shop").out()).isEqualTo("A <1b>[31mred<202e> shop.<d>\n");
    }

    @Test
    void saysThatThereIsNoneAndWhy() {
        assertThat(command.run("summary", "shop"))
                .isEqualTo(
                        new Invocation(
                                1,
                                "",
                                "pimainteno: shop has no codex.md on 'main', and on delivery = \"observe\" none is committed\n"));

        configure("delivery = \"commit\"\nverify = [[\"true\"]]\n");
        assertThat(command.run("summary", "shop").err()).endsWith("'main'; its next run writes one\n");

        configure("tasks = [\"improve\"]\n");
        assertThat(command.run("summary", "shop").err()).endsWith(", and its tasks do not include \"summary\"\n");
    }

    @Test
    void writesOneObjectOfJson() throws IOException {
        CommitId summed = shop.commit("Sum \"up\"", Map.of("codex.md", "Ünï\n"));
        CommitId head = shop.commit("Work", Map.of("a.txt", "a\n"));

        Invocation summary = command.run("summary", "--json", "shop");

        assertThat(summary.err()).isEmpty();
        assertThat(summary.out().lines()).hasSize(1);
        JsonNode json = JsonMapper.builder().build().readTree(summary.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("project", "branch", "head", "summary", "commits_since", "last_change");
        assertThat(json.get("summary").asText()).isEqualTo("Ünï\n");
        assertThat(json.get("head").asText()).isEqualTo(head.toString());
        assertThat(json.get("commits_since").asInt()).isEqualTo(1);
        assertThat(json.get("last_change").fieldNames())
                .toIterable()
                .containsExactly("commit", "subject", "author", "when");
        assertThat(json.get("last_change").get("commit").asText()).isEqualTo(summed.toString());
    }

    @Test
    void writesJsonWithoutASummary() throws IOException {
        Invocation summary = command.run("summary", "--json", "shop");

        assertThat(summary.exitCode()).isEqualTo(1);
        JsonNode json = JsonMapper.builder().build().readTree(summary.out());
        assertThat(json.get("summary").isNull()).isTrue();
        assertThat(json.get("commits_since").isNull()).isTrue();
        assertThat(json.get("last_change").isNull()).isTrue();
    }

    @Test
    void refusesAProjectThatThereIsNot() {
        Invocation misused = command.run("summary", "blog");

        assertThat(misused.exitCode()).isEqualTo(2);
        assertThat(misused.err())
                .isEqualTo(
                        "pimainteno: there is no project 'blog'; there are: shop\nTry 'pimainteno summary --help'.\n");
        assertThat(command.run("summary").exitCode()).isEqualTo(2);
        assertThat(command.run("summary", "shop", "blog").exitCode()).isEqualTo(2);
    }

    @Test
    void saysThatThereIsNoRepository() {
        command.file("PiMainteno.toml", "[state]\npath = \"state\"\n[[projects]]\npath = \"gone\"\n");

        assertThat(command.run("summary", "gone"))
                .isEqualTo(new Invocation(1, "", "pimainteno: " + directory.resolve("gone") + " does not exist\n"));
    }

    @Test
    void leavesNoStateBehind() {
        shop.commit("Sum up", Map.of("codex.md", "A shop.\n"));

        command.run("summary", "shop");

        assertThat(directory.resolve("state")).doesNotExist();
    }

    private void configure(String project) {
        command.file("PiMainteno.toml", "[state]\npath = \"state\"\n[[projects]]\npath = \"shop\"\n" + project);
    }
}
