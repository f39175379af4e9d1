package dev.pimainteno.codex;

import static dev.pimainteno.codex.Requests.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real codex, which asks a server on the loopback interface. */
@Timeout(300)
class CodexLlmClientRealTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(12);

    @TempDir
    private Path directory;

    private Path codex;
    private ResponsesServer server;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void requireCodex() {
        codex = RealCodex.require();
        server = ResponsesServer.answering(prompt -> "You said: " + prompt);
    }

    @AfterEach
    void closeServer() {
        if (server != null) {
            server.close();
            assertNothingLeft();
        }
    }

    @Test
    void answersWithTheModelsTextAndWhatItCost() throws InterruptedException {
        String prompt = "Grüße,\r\n`code` \u2028 /init $skill @file --flag \"quoted\" \uD83D\uDE00";

        LlmResponse response = client().complete(asking(prompt));

        assertThat(response.text()).isEqualTo("You said: " + prompt);
        assertThat(response.usage()).isEqualTo(new TokenUsage(300, 100, 30, 7));
        assertThat(response.remembered()).isFalse();
    }

    @Test
    void offersTheModelNoToolThatActs() throws InterruptedException {
        client().complete(asking("hello"));

        ResponsesServer.Asked asked = server.asked().get(0);
        assertThat(asked.tools()).isSubsetOf("request_user_input");
        assertThat(asked.everything()).contains("You answer one question in text, and nothing else.");
        assertThat(asked.authorization()).isEqualTo("Bearer sk-local-0123456789");
    }

    @Test
    void sendsNothingOfTheUsersConfiguration() throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve("user"));
        Path config = Files.createDirectory(home.resolve(".codex"));
        Files.writeString(config.resolve("AGENTS.md"), "SECRET-INSTRUCTION");
        Files.writeString(config.resolve("config.toml"), "developer_instructions = \"SECRET-CONFIG\"\nmodel = \"x\"\n");
        Map<String, String> environment = new HashMap<>(server.environment(System.getenv()));
        environment.put("HOME", home.toString());
        environment.put("CODEX_HOME", config.toString());
        environment.put("DB_PASSWORD", "SECRET-VARIABLE");

        builder().environment(environment).build().complete(asking("hello"));

        assertThat(server.asked()).hasSize(1);
        assertThat(server.asked().get(0).everything()).doesNotContain("SECRET");
        assertThat(server.asked().get(0).body().path("model").asText()).isEqualTo("mock-model");
    }

    @Test
    void handsTheSchemaToTheService() throws InterruptedException {
        server.behave(ResponsesServer.answer(prompt -> "{\"subject\":\"x\"}"));
        String schema = "{\"type\":\"object\",\"properties\":{\"subject\":{\"type\":\"string\"}},"
                + "\"required\":[\"subject\"],\"additionalProperties\":false}";

        LlmResponse response = client().complete(asking("a commit message").withSchema(schema));

        assertThat(response.text()).isEqualTo("{\"subject\":\"x\"}");
        assertThat(server.asked()
                        .get(0)
                        .body()
                        .at("/text/format/schema/required/0")
                        .asText())
                .isEqualTo("subject");
    }

    @Test
    void reportsAWrongKeyWithoutShowingIt() {
        server.behave(ResponsesServer.unauthorized());

        LlmException failure = failure(client());

        assertThat(failure.reason()).isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(failure).hasMessageContaining("codex login").hasMessageContaining("Incorrect API key provided");
        assertThat(failure.getMessage()).doesNotContain("0123456789");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void asksAgainAfterTooManyRequests() throws InterruptedException {
        server.next(ResponsesServer.tooManyRequests());
        server.next(ResponsesServer.tooManyRequests());

        LlmResponse response = client().complete(asking("hello"));

        assertThat(response.text()).isEqualTo("You said: hello");
        assertThat(server.asked()).hasSize(3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void givesUpWhenThereAreTooManyRequestsForLong() {
        server.behave(ResponsesServer.tooManyRequests());

        assertThat(failure(client()).reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void saysUntilWhenTheAllowanceIsUsedUp() {
        Instant reset = NOW.plus(Duration.ofDays(3)).plusSeconds(1_800);
        server.behave(ResponsesServer.usageLimitReached(reset));

        LlmException failure = failure(client());

        assertThat(failure.reason()).isEqualTo(Reason.QUOTA_EXHAUSTED);
        assertThat(failure.availableAt()).contains(reset);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void reportsAStreamThatEndsBeforeItsTime() {
        server.behave(ResponsesServer.dropBeforeCompletion("looks whole"));

        assertThat(failure(client()).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void reportsAStreamOfGarbage() {
        server.behave(ResponsesServer.garbage());

        assertThat(failure(client()).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void reportsAServiceThatFails() {
        server.behave(ResponsesServer.status(500, "server_error", "boom"));

        assertThat(failure(client()).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void reportsAModelThatDoesNotExist() {
        server.behave(ResponsesServer.status(404, "model_not_found", "The model `x` does not exist."));

        assertThat(failure(client()).reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void reportsAnEmptyAnswer() {
        server.behave(ResponsesServer.answer(prompt -> " "));

        assertThat(failure(client()).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void endsAtTheDeadlineWhenTheServiceStallsBeforeItsHeaders() {
        server.behave(ResponsesServer.stallBeforeHeaders());

        assertThat(failure(client(), SOON).reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void endsASilenceWhenTheServiceStallsAfterItsHeaders() {
        server.behave(ResponsesServer.stallAfterHeaders());

        CodexLlmClient client = builder().maxSilence(Duration.ofSeconds(4)).build();

        assertThat(failure(client).reason()).isEqualTo(Reason.TIMED_OUT);
    }

    @Test
    void leavesNothingRunningWhenTheCallerIsInterrupted() throws InterruptedException {
        server.behave(ResponsesServer.stallBeforeHeaders());
        CodexLlmClient client = client();
        FutureTask<LlmResponse> call = new FutureTask<>(() -> client.complete(asking("hello")));
        Thread caller = new Thread(call);
        caller.start();
        while (server.asked().isEmpty() && caller.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(processes()).isNotEmpty();

        caller.interrupt();
        caller.join();

        assertThat(catchThrowableOfType(ExecutionException.class, call::get))
                .hasCauseInstanceOf(InterruptedException.class);
        assertNothingLeft();
    }

    @Test
    void endsTheNativeProgramBehindALauncher() throws IOException {
        server.behave(ResponsesServer.stallBeforeHeaders());
        Path launcher = directory.resolve("launcher");
        Files.writeString(launcher, "#!/bin/sh\n'" + codex + "' \"$@\"\nexit $?\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));

        LlmException failure = failure(builder().command(launcher.toString()).build(), SOON);

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(server.asked()).hasSize(1);
        assertNothingLeft();
    }

    private CodexLlmClient client() {
        return builder().build();
    }

    private CodexLlmClient.Builder builder() {
        return CodexLlmClient.builder(state())
                .command(codex.toString())
                .model("mock-model")
                .apiKeyEnv(ResponsesServer.KEY_VARIABLE)
                .authFile(directory.resolve("none.json"))
                .extraArgs(server.extraArgs())
                .environment(server.environment(System.getenv()))
                .time(InstantSource.fixed(NOW), ZoneId.systemDefault())
                .sleeper(pauses::add);
    }

    private Path state() {
        return directory.resolve("state");
    }

    private LlmException failure(CodexLlmClient client) {
        return failure(client, Duration.ofMinutes(2));
    }

    private static LlmException failure(CodexLlmClient client, Duration timeout) {
        return catchThrowableOfType(
                LlmException.class, () -> client.complete(asking("hello").withTimeout(timeout)));
    }

    private void assertNothingLeft() {
        Processes.assertEnded(this::processes);
        assertThat(state())
                .satisfiesAnyOf(
                        state -> assertThat(state).doesNotExist(),
                        state -> assertThat(state).isEmptyDirectory());
    }

    /** Returns the processes of calls of this test: their arguments name its directory. */
    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(state().toString()))
                .toList();
    }
}
