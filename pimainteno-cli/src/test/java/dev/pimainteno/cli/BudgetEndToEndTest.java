package dev.pimainteno.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pimainteno.codex.RealCodex;
import dev.pimainteno.codex.ResponsesServer;
import dev.pimainteno.testing.TemporaryRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The budget through the command line, with a real codex that asks a model server of the test's own. */
class BudgetEndToEndTest {
    @TempDir
    Path directory;

    private ResponsesServer server;
    private String out = "";

    @BeforeEach
    void makeProjects() {
        server = ResponsesServer.answering(prompt -> "NOTHING_WORTH_DOING");
        for (String name : new String[] {"shop", "blog"}) {
            TemporaryRepository.create(directory.resolve(name))
                    .write("a.txt", name + "\n")
                    .commit("Begin");
        }
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void parksRunsWhenTheDayIsUsedUpAndGoesOnUnderAnOverride() throws IOException {
        configure("");
        server.behave(ResponsesServer.garbage());
        execute(1, "run", "shop"); // Nobody knows what that has cost, so it counts as what was reserved.
        server.behave(ResponsesServer.answer(prompt -> "NOTHING_WORTH_DOING"));
        long used = budget().path("caps").get(0).path("spent").asLong();
        assertThat(used).isGreaterThan(21_000);
        configure("[budget]\nday_tokens = 30000\n");
        int asked = server.asked().size();

        execute(0, "run", "shop");
        assertThat(out)
                .startsWith("shop: parked: Did not ask for 'improve': it may take ")
                .contains("the budget is day_tokens = 30,000 tokens, of which ", "there is room again at ")
                .contains("\n    goes on after ");
        assertThat(server.asked()).hasSize(asked);
        execute(0, "why", "shop");
        assertThat(out).contains("was parked: ", "day_tokens = 30,000 tokens", "the next run tries again");

        execute(0, "budget", "override", "--tokens", "1", "--for", "1s", "--reason", "too little, too short");
        Instant end = Instant.parse(out.replaceAll("(?s).* until (\\S+Z), by .*", "$1"))
                .plusSeconds(1);
        while (Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(budget().path("overrides")).as("it has ended by itself").isEmpty();
        execute(0, "run", "shop");
        assertThat(out).startsWith("shop: parked: ");

        execute(0, "budget", "override", "--tokens", "100000", "--for", "2h", "--project", "shop", "--reason", "on");
        execute(0, "run", "shop");
        assertThat(out).startsWith("shop: nothing to do: ");
        assertThat(server.asked()).hasSizeGreaterThan(asked);
        execute(0, "run", "blog");
        assertThat(out).as("the override is not for it").startsWith("blog: parked: ");
        execute(0, "budget", "override", "--clear");
        assertThat(out).isEqualTo("Ended 1 override.\n");
    }

    @Test
    void callsAServiceThatTakesNoMoreForNoProjectUntilTheTimeItHasStated() throws IOException {
        configure("");
        Instant resets = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
        server.behave(ResponsesServer.usageLimitReached(resets));

        execute(0, "run", "shop");
        assertThat(out).startsWith("shop: parked: ").contains("\n    goes on after " + resets);
        server.behave(ResponsesServer.answer(prompt -> "NOTHING_WORTH_DOING"));
        int asked = server.asked().size();
        execute(0, "run", "blog");

        assertThat(out)
                .startsWith("blog: parked: Did not ask for 'improve': codex is parked until " + resets)
                .contains("\n    goes on after " + resets);
        assertThat(server.asked()).hasSize(asked);
        assertThat(budget().path("parked").get(0).path("until").asText()).isEqualTo(resets.toString());
        assertThat(budget().path("caps").get(0).path("spent").asLong())
                .as("it has cost nothing")
                .isZero();
        execute(0, "budget");
        assertThat(out).contains("\nParked: codex, until " + resets);
        run("doctor");
        assertThat(out).contains("codex is parked until " + resets);

        execute(0, "budget", "resume");
        execute(0, "run", "blog");
        assertThat(out).startsWith("blog: nothing to do: ");
    }

    private JsonNode budget() throws IOException {
        execute(0, "budget", "--json");
        return new JsonMapper().readTree(out);
    }

    private void configure(String budget) throws IOException {
        String extraArgs = server.extraArgs().stream()
                .map(argument -> "'" + argument + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        Files.writeString(
                directory.resolve("PiMainteno.toml"),
                budget + """
                [llm]
                command = "%s"
                model = "test-model"
                api_key_env = "%s"
                extra_args = %s
                timeout = "60s"

                [state]
                path = "state"

                [[projects]]
                path = "shop"
                tasks = ["improve"]

                [[projects]]
                path = "blog"
                tasks = ["improve"]
                """.formatted(RealCodex.require(), ResponsesServer.KEY_VARIABLE, extraArgs));
    }

    private void execute(int exitCode, String... arguments) {
        assertThat(run(arguments)).as(out).isEqualTo(exitCode);
    }

    private int run(String... arguments) {
        ByteArrayOutputStream standard = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(server.environment(System.getenv()));
        environment.put("HOME", directory.resolve("home").toString());
        Surroundings surroundings =
                new Surroundings(InputStream.nullInputStream(), standard, err, environment, directory, false, false);
        int exitCode = Pimainteno.in(surroundings).execute(arguments);
        out = standard.toString(UTF_8);
        return exitCode;
    }
}
