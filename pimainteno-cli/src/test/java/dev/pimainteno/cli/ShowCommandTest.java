package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.cli.TestedCommand.Invocation;
import dev.pimainteno.project.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands tell of one run: {@code show}, {@code diff}, {@code artifact} and {@code log}. */
class ShowCommandTest {
    @TempDir
    Path directory;

    private MaintainedShop shop;

    @BeforeEach
    void makeAProject() {
        shop = MaintainedShop.in(directory);
    }

    @Test
    void showsWhatARunDid() {
        RunId id = shop.delivered();

        Invocation show = shop.run("show", "last");

        assertThat(show.exitCode()).as(show.err()).isZero();
        assertThat(show.out())
                .startsWith("run        " + id + "\nproject    shop\ntrigger    manual\ndelivery   commit\nbase       ")
                .contains(
                        "\noutcome    delivered: Correct a word (",
                        "\nchange     kept: " + shop.repository().head().abbreviated() + " Correct a word\n",
                        "\nmodel      3 calls, 0 remembered, 3,600 tokens in, 102 out\n",
                        "Z  propose improve\n",
                        "\n    1  model summary: 1,200 tokens in, 34 out, ",
                        "\n    policy: pass\n",
                        "\n    verify: pass\n",
                        "\n    patch.diff ");
    }

    @Test
    void showsTheEvidenceOfAGate() {
        shop.configure("verify = [[\"sh\", \"-c\", \"grep -q smal README.md || { echo no-smal-shop; exit 1; }\"]]\n");
        shop.answering(
                MaintainedShop.SUMMARY,
                MaintainedShop.IMPROVEMENT.replace("+a small", "+a big"),
                "NOTHING_WORTH_DOING");
        shop.run("run", "shop");

        Invocation show = shop.run("show", "last:shop");

        assertThat(show.out())
                .contains("\noutcome    refused: ", "\n    verify: fail\n        ", "no-smal-shop")
                .doesNotContain("\nchange ");
    }

    @Test
    void showsWhatARefusedRunProposedAndWhatItsCommandsPrinted() {
        shop.configure("verify = [[\"sh\", \"-c\", \"grep -q smal README.md || { echo no-smal-shop; exit 1; }\"]]\n");
        shop.answering(
                MaintainedShop.SUMMARY,
                MaintainedShop.IMPROVEMENT.replace("+a small", "+a big"),
                "NOTHING_WORTH_DOING");
        shop.run("run", "shop");

        Invocation diff = shop.run("diff", "last");
        Invocation output = shop.run("artifact", "last", "verify-2.txt");

        assertThat(diff.exitCode()).as(diff.err()).isZero();
        assertThat(diff.out()).contains("\n-a smal shop\n+a big shop\n");
        assertThat(diff.err())
                .isEqualTo("pimainteno: the run " + shop.newest()
                        + " of 'shop' made no commit; this was proposed, and refused by the gate 'verify'\n");
        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.out()).matches("""
                == without the change ==
                \\$ sh -c .*
                \\[exit code 0, after \\d+ ms]

                == with the change ==
                \\$ sh -c .*
                no-smal-shop
                \\[exit code 1, after \\d+ ms]
                """);
    }

    @Test
    void answersPrograms() throws IOException {
        RunId id = shop.delivered();

        JsonNode run = JsonMapper.builder()
                .build()
                .readTree(
                        shop.run("show", id.value().substring(0, 20), "--json").out());

        assertThat(run.get("run_id").asText()).isEqualTo(id.value());
        assertThat(run.get("phases").get(0).fieldNames()).toIterable().containsExactly("at", "phase", "detail");
        assertThat(run.get("gates").get(0).get("verdict").asText()).isEqualTo("pass");
        assertThat(run.get("questions").get(0).get("input_tokens").asInt()).isEqualTo(1200);
        assertThat(run.get("artifacts"))
                .extracting(artifact -> artifact.get("name").asText())
                .contains("prompt-1.txt", "reply-1.txt", "patch.diff", "message.txt");
        assertThat(run.get("artifacts").get(0).get("gone").asBoolean()).isFalse();
    }

    @Test
    void writesThePatchByteForByte() throws IOException {
        RunId id = shop.delivered();

        Invocation diff = shop.run("diff", id.value());

        assertThat(diff.exitCode()).isZero();
        assertThat(diff.out())
                .isEqualTo(Files.readString(shop.state().resolve("artifacts/" + id + "/patch.diff")))
                .contains("\n-a smal shop\n+a small shop\n");
    }

    @Test
    void saysThatThereIsNoPatch() throws IOException {
        RunId id = shop.delivered();
        shop.run("run", "shop");
        Files.delete(shop.state().resolve("artifacts/" + id + "/patch.diff"));

        Invocation none = shop.run("diff", "last");
        Invocation gone = shop.run("diff", id.value());

        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).isEqualTo("pimainteno: the run " + shop.newest() + " of 'shop' made no change\n");
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.err()).isEqualTo("pimainteno: patch.diff of the run " + id + " is gone\n");
        assertThat(shop.run("show", id.value()).out()).containsPattern("patch.diff +\\d+ bytes, gone\n");
    }

    @Test
    void saysThatAPatchWasCut() {
        shop.answering(MaintainedShop.SUMMARY, MaintainedShop.IMPROVEMENT, MaintainedShop.MESSAGE);
        TestedCommand.in(directory).file("small.toml", """
                [state]
                path = "state"
                artifact_limit = 40
                [llm]
                command = "codex/codex"
                api_key_env = "SCRIPTED_KEY"
                [[projects]]
                path = "shop"
                """);
        shop.run("run", "--config", "small.toml");

        Invocation diff = shop.run("diff", "last");

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out()).hasSize(40);
        assertThat(diff.err()).isEqualTo("pimainteno: patch.diff was longer: state.artifact_limit has cut it\n");
    }

    @Test
    void writesWhatTheModelWasAskedAndAnswered() {
        shop.delivered();

        assertThat(shop.run("artifact", "last", "prompt-2.txt").out()).contains("a smal shop");
        assertThat(shop.run("artifact", "last", "reply-2.txt").out()).contains("+a small shop");
        Invocation unknown = shop.run("artifact", "last", "../../pimainteno.db");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("has no '../../pimainteno.db'; it has: prompt-1.txt, reply-1.txt, ");
    }

    @Test
    void logsTheEventsInOrder() throws IOException {
        shop.delivered();

        Invocation log = shop.run("log", "last");
        Invocation followed = shop.run("log", "last", "--follow");
        Invocation json = shop.run("log", "last", "--json");

        assertThat(log.out().lines()).allMatch(line -> line.matches("\\S{20}  \\S.*"));
        assertThat(log.out()).contains("Z  open ", "Z  propose improve\n", "Z  committed: Correct a word\n");
        assertThat(log.out().lines().toList().get(log.out().lines().toList().size() - 1))
                .contains("delivered: ");
        assertThat(followed.out()).isEqualTo(log.out());
        assertThat(followed.exitCode()).isZero();
        JsonNode first = JsonMapper.builder().build().readTree(json.out());
        assertThat(first.fieldNames())
                .toIterable()
                .startsWith("type", "run_id", "at", "project", "trigger", "delivery", "token");
        assertThat(first.get("type").asText()).isEqualTo("opened");
        assertThat(json.out().lines()).hasSameSizeAs(log.out().lines().toList());
        assertThat(json.out()).contains("\"type\":\"model_answered\"", "\"elapsed_ms\":", "\"phase\":\"propose\"");
    }

    @Test
    void readsWithoutWriting() throws IOException {
        shop.delivered();
        byte[] before = Files.readAllBytes(shop.state().resolve("pimainteno.db"));

        for (String command : new String[] {"show", "diff", "log"}) {
            assertThat(shop.run(command, "last").exitCode()).isZero();
        }
        assertThat(shop.run("why", "shop").exitCode()).isZero();

        assertThat(shop.state().resolve("pimainteno.db")).hasBinaryContent(before);
    }
}
