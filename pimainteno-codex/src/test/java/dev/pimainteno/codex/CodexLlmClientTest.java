package dev.pimainteno.codex;

import static dev.pimainteno.codex.FakeCodex.ANSWER;
import static dev.pimainteno.codex.FakeCodex.HELP;
import static dev.pimainteno.codex.Requests.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CodexLlmClientTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final String STARTED = "echo '{\"type\":\"thread.started\"}'; echo '{\"type\":\"turn.started\"}'\n";

    @TempDir
    private Path directory;

    private Path authFile;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void signIn() throws IOException {
        authFile = Files.writeString(directory.resolve("auth.json"), "{\"tokens\":1}");
    }

    @Test
    void answersWithTheLastMessage() throws InterruptedException {
        FakeCodex codex = fake(ANSWER);

        LlmResponse response = client(codex).complete(asking("hello"));

        assertThat(response).isEqualTo(LlmResponse.fresh("an answer", new TokenUsage(3, 0, 2, 0)));
    }

    @Test
    void handsOverThePromptAndClosesTheInput() throws InterruptedException {
        FakeCodex codex = fake("cat > \"$here/prompt\"\n" + ANSWER);

        client(codex).complete(asking("line one\nline two"));

        assertThat(codex.lines("prompt")).containsExactly("line one", "line two");
        assertThat(codex.arguments()).endsWith("-").doesNotContain("line one");
    }

    @Test
    void runsInAnEmptyDirectoryWithAHomeOfItsOwn() throws InterruptedException {
        FakeCodex codex = fake("{ pwd; ls -A; stat -c %a . \"$CODEX_HOME\"; ls -A \"$CODEX_HOME\"; "
                + "cat \"$CODEX_HOME/auth.json\"; echo; env | sed 's/=.*//' | sort; } > \"$here/seen\"\n"
                + "echo refreshed > \"$CODEX_HOME/auth.json\"\n"
                + ANSWER);
        Map<String, String> environment = environment();
        environment.put("GITHUB_TOKEN", "secret");
        environment.put("HTTPS_PROXY", "http://127.0.0.1:1");

        builder(codex).environment(environment).build().complete(asking("hello"));

        List<String> seen = codex.lines("seen");
        assertThat(Path.of(seen.get(0))).doesNotExist();
        assertThat(seen.get(0)).contains("/state/call-").endsWith("/work");
        assertThat(seen.subList(1, seen.size()))
                .containsExactly(
                        "700",
                        "700",
                        "auth.json",
                        "{\"tokens\":1}",
                        "CODEX_HOME",
                        "HOME",
                        "HTTPS_PROXY",
                        "LANG",
                        "PATH",
                        "PIMAINTENO_RUN",
                        "PWD",
                        "TMPDIR");
        assertThat(authFile).hasContent("refreshed");
        assertThat(directory.resolve("state")).isEmptyDirectory();
    }

    @Test
    void asksForVersionAndOptionsOnce() throws InterruptedException {
        FakeCodex codex = fake(ANSWER);
        CodexLlmClient client = client(codex);

        client.complete(asking("hello"));
        client.complete(asking("hello"));

        assertThat(codex.probes()).isEqualTo(1);
        assertThat(codex.calls()).isEqualTo(2);
    }

    @Test
    void asksForVersionAndOptionsAgainAfterAnUpdate() throws IOException, InterruptedException {
        FakeCodex codex = fake(ANSWER);
        CodexLlmClient client = client(codex);
        client.complete(asking("hello"));
        codex.write("codex-cli 0.42.0", HELP, ANSWER);
        Files.setLastModifiedTime(codex.path(), FileTime.from(NOW));

        LlmException failure = failure(client);

        assertThat(failure.reason()).isEqualTo(Reason.NOT_INSTALLED);
        assertThat(failure).hasMessage("codex 0.42.0 is too old; install 0.145 or newer: npm install -g @openai/codex");
        assertThat(codex.calls()).isEqualTo(1);
    }

    @Test
    void usesOnlyOptionsThatTheVersionOffers() throws InterruptedException {
        FakeCodex codex = FakeCodex.in(directory, "codex-cli 0.130.0", "--json --ephemeral", ANSWER);

        client(codex).complete(asking("hello").withSchema("{}"));

        assertThat(codex.arguments())
                .contains("--ephemeral", "read-only", "features.shell_tool=false")
                .doesNotContain("--ignore-user-config", "--output-schema", "agents.enabled=false");
    }

    @Test
    void switchesAgentsOffWhereThereAreAny() throws InterruptedException {
        FakeCodex codex = FakeCodex.in(directory, "codex-cli 0.145.0-alpha.3", HELP, ANSWER);

        client(codex).complete(asking("hello").withSchema("{}"));

        assertThat(codex.arguments()).contains("agents.enabled=false", "--output-schema", "--ignore-user-config");
    }

    @Test
    void keepsTheContainmentBehindTheUsersArguments() throws InterruptedException {
        FakeCodex codex = fake(ANSWER);
        List<String> extra = List.of("-cmodel_reasoning_effort=\"low\"");

        builder(codex).extraArgs(extra).model("gpt-5.5").build().complete(asking("hello"));

        List<String> arguments = codex.arguments();
        assertThat(arguments).containsSubsequence("-m", "gpt-5.5", "-c", "model_reasoning_effort=\"low\"");
        assertThat(arguments.indexOf("model_reasoning_effort=\"low\""))
                .isLessThan(arguments.indexOf("approval_policy=\"never\""));
    }

    @Test
    void refusesAProgramThatIsNotCodex() {
        FakeCodex codex = FakeCodex.in(directory, "hello", HELP, ANSWER);

        LlmException failure = failure(client(codex));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_INSTALLED);
        assertThat(failure).hasMessageContaining("does not seem to be codex").hasMessageContaining("hello");
    }

    @Test
    void saysWhenThereIsNoProgram() {
        CodexLlmClient client = CodexLlmClient.builder(directory.resolve("state"))
                .authFile(authFile)
                .environment(Map.of("PATH", directory.toString()))
                .build();

        LlmException failure = failure(client);

        assertThat(failure.reason()).isEqualTo(Reason.NOT_INSTALLED);
        assertThat(failure).hasMessageContaining("'codex'").hasMessageContaining("npm install -g @openai/codex");
    }

    @Test
    void findsTheProgramAlongThePath() throws InterruptedException {
        fake(ANSWER);
        Map<String, String> environment = environment();
        environment.merge("PATH", "/nonexistent:" + directory, (path, more) -> more + ":" + path);

        CodexLlmClient client = CodexLlmClient.builder(directory.resolve("state"))
                .authFile(authFile)
                .environment(environment)
                .build();

        assertThat(client.complete(asking("hello")).text()).isEqualTo("an answer");
    }

    @Test
    void asksNobodyWithoutASignIn() {
        FakeCodex codex = fake(ANSWER);
        CodexLlmClient client =
                builder(codex).authFile(directory.resolve("none.json")).build();

        LlmException failure = failure(client);

        assertThat(failure.reason()).isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(failure).hasMessageContaining("none.json").hasMessageContaining("codex login");
        assertThat(codex.probes()).isZero();
    }

    @Test
    void handsTheKeyToTheBuiltInProvider() throws InterruptedException {
        FakeCodex codex = fake("echo \"$MY_KEY $CODEX_API_KEY\" > \"$here/keys\"\n" + ANSWER);
        Map<String, String> environment = environment();
        environment.put("MY_KEY", "sk-12345678");

        builder(codex).apiKeyEnv("MY_KEY").environment(environment).build().complete(asking("hello"));

        assertThat(codex.lines("keys")).containsExactly("sk-12345678 sk-12345678");
    }

    @Test
    void handsTheKeyToAnotherProviderUnderItsOwnNameOnly() throws InterruptedException {
        FakeCodex codex = fake("echo \"$MY_KEY $CODEX_API_KEY\" > \"$here/keys\"\n" + ANSWER);
        Map<String, String> environment = environment();
        environment.put("MY_KEY", "sk-12345678");

        builder(codex)
                .apiKeyEnv("MY_KEY")
                .extraArgs(List.of("-c", "model_provider=mine"))
                .environment(environment)
                .build()
                .complete(asking("hello"));

        assertThat(codex.lines("keys")).containsExactly("sk-12345678 ");
    }

    @Test
    void saysWhenTheKeyIsMissing() {
        FakeCodex codex = fake(ANSWER);

        LlmException failure = failure(builder(codex).apiKeyEnv("MY_KEY").build());

        assertThat(failure.reason()).isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(failure).hasMessageContaining("MY_KEY");
    }

    @Test
    void doesNotTryAPromptThatIsTooLarge() throws InterruptedException {
        FakeCodex codex = fake("cat > /dev/null\n" + ANSWER);
        CodexLlmClient client = client(codex);
        String largest = "\uD83D\uDE00".repeat(1 << 20);

        assertThat(client.complete(asking(largest)).text()).isEqualTo("an answer");
        LlmException failure = catchThrowableOfType(LlmException.class, () -> client.complete(asking(largest + "x")));

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(codex.calls()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForAProgramThatLeavesItsInputUnread() throws InterruptedException {
        FakeCodex codex = fake(ANSWER);

        assertThat(client(codex).complete(asking("x".repeat(1 << 20))).text()).isEqualTo("an answer");
    }

    @Test
    void endsAProgramThatIgnoresThatItsTimeIsUp() {
        FakeCodex codex = fake("trap '' TERM\n" + STARTED + "echo $$ > \"$here/pids\"\nwhile :; do sleep 1; done");

        LlmException failure = failure(client(codex), Duration.ofSeconds(2));

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(codex.calls()).isEqualTo(1);
        assertNoneAlive(codex);
    }

    @Test
    void endsADescendantThatKeepsTheOutputOpen() throws InterruptedException {
        FakeCodex codex = fake("sleep 600 &\necho $! > \"$here/pids\"\n" + ANSWER);

        assertThat(client(codex).complete(asking("hello")).text()).isEqualTo("an answer");
        assertNoneAlive(codex);
    }

    @Test
    void endsADescendantInASessionOfItsOwn() {
        FakeCodex codex = fake("setsid sleep 600 &\necho $! > \"$here/pids\"\n" + STARTED + "sleep 600");

        LlmException failure = failure(client(codex), Duration.ofSeconds(3));

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertNoneAlive(codex);
    }

    @Test
    void endsAProgramThatPrintsWithoutEnd() {
        FakeCodex codex = fake("echo $$ > \"$here/pids\"\nhead -c 100000000 /dev/zero | tr '\\0' 'x'\nsleep 600");

        LlmException failure = failure(client(codex));

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure).hasMessageContaining("printed more");
        assertNoneAlive(codex);
    }

    @Test
    void refusesAnAnswerThatIsLongerThanAllowed() {
        FakeCodex codex = fake(ANSWER);
        LlmRequest request = asking("hello").withMaxAnswerBytes(8);

        LlmException failure =
                catchThrowableOfType(LlmException.class, () -> client(codex).complete(request));

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure).hasMessageContaining("8 bytes");
    }

    @Test
    void triesOnceMoreWhenNothingAtAllWasPrinted() throws InterruptedException {
        FakeCodex codex = fake("[ $(wc -l < \"$here/calls\") = 1 ] && exit 0\n" + ANSWER);

        assertThat(client(codex).complete(asking("hello")).text()).isEqualTo("an answer");
        assertThat(codex.calls()).isEqualTo(2);
    }

    @Test
    void givesUpWhenNothingAtAllWasPrintedTwice() {
        FakeCodex codex = fake("exit 0");

        LlmException failure = failure(client(codex));

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure).hasMessageContaining("without a single event");
        assertThat(codex.calls()).isEqualTo(2);
    }

    @Test
    void triesOnceMoreWhenThereIsNoSignOfLife() throws InterruptedException {
        FakeCodex codex = fake("[ $(wc -l < \"$here/calls\") = 1 ] && sleep 600\n" + ANSWER);
        CodexLlmClient client =
                builder(codex).startPatience(Duration.ofSeconds(1)).build();

        assertThat(client.complete(asking("hello")).text()).isEqualTo("an answer");
        assertThat(codex.calls()).isEqualTo(2);
    }

    @Test
    void endsAnAnswerThatFallsSilent() {
        FakeCodex codex = fake(STARTED + "sleep 600");
        CodexLlmClient client = builder(codex).maxSilence(Duration.ofSeconds(1)).build();

        LlmException failure = failure(client);

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure).hasMessageContaining("fell silent");
        assertThat(codex.calls()).isEqualTo(1);
    }

    @Test
    void saysThatAnExpiredSignInIsWhatItWaitedFor() {
        FakeCodex codex = fake("echo 'ERROR Failed to refresh token: network' >&2\nsleep 600");
        CodexLlmClient client =
                builder(codex).startPatience(Duration.ofSeconds(1)).build();

        assertThat(failure(client).reason()).isEqualTo(Reason.NOT_SIGNED_IN);
        assertThat(codex.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sed -n 1,3p \"$here/answer\"",
                "cat \"$here/answer\"; exit 1",
                "grep -v agent_message \"$here/answer\"",
                "cat \"$here/answer\"; kill -9 $$"
            })
    void takesNothingButAWholeAnswer(String call) throws IOException {
        FakeCodex codex = fake(call);
        Files.writeString(
                directory.resolve("answer"),
                ANSWER.replaceAll("(?m)^echo '", "").replaceAll("(?m)'$", ""));

        assertThat(failure(client(codex)).reason()).isEqualTo(Reason.MALFORMED);
        assertThat(codex.calls()).isEqualTo(1);
    }

    @Test
    void discardsAMessageWhoseTurnFailed() {
        FakeCodex codex = fake(ANSWER + failed("stream disconnected before completion: Transport error"));

        assertThat(failure(client(codex)).reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void doesNotWaitForAProgramThatHangsAfterItsLastError() {
        FakeCodex codex = fake(
                "echo '{\"id\":\"1\",\"msg\":{\"type\":\"error\",\"message\":\"401 Unauthorized\"}}'\n" + "sleep 600");

        assertThat(failure(client(codex)).reason()).isEqualTo(Reason.NOT_SIGNED_IN);
    }

    @Test
    void waitsAsLongAsTheServiceSays() throws InterruptedException {
        FakeCodex codex = fake("if [ $(wc -l < \"$here/calls\") = 1 ]; then\n"
                + failed("rate limit exceeded: Please try again in 1.5s.") + "fi\n" + ANSWER);

        client(codex).complete(asking("hello"));

        assertThat(pauses).hasSize(1);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_500));
    }

    @Test
    void doesNotWaitForLongButSaysUntilWhen() {
        FakeCodex codex = fake(failed("rate limit exceeded: Please try again in 2m."));

        LlmException failure = failure(client(codex));

        assertThat(failure.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(failure.availableAt()).contains(NOW.plusSeconds(120));
        assertThat(codex.calls()).isEqualTo(1);
    }

    @Test
    void doesNotWaitBeyondTheTimeAllowed() {
        FakeCodex codex = fake(failed("rate limit exceeded: Please try again in 50s."));

        LlmException failure = failure(client(codex), Duration.ofSeconds(30));

        assertThat(failure.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(pauses).isEmpty();
    }

    @Test
    void runsNoMoreProcessesAtOnceThanAllowed() throws InterruptedException {
        FakeCodex codex = fake(STARTED + "sleep 600");
        CodexLlmClient client = builder(codex).parallel(1).build();
        FutureTask<LlmResponse> first = new FutureTask<>(() -> client.complete(asking("hello")));
        Thread caller = new Thread(first);
        caller.start();
        while (codex.calls() == 0 && caller.isAlive()) {
            Thread.onSpinWait();
        }

        LlmException failure = failure(client, Duration.ofMillis(100));
        caller.interrupt();
        caller.join();

        assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failure).hasMessageContaining("slots");
        assertThat(codex.calls()).isEqualTo(1);
        assertThat(directory.resolve("state")).isEmptyDirectory();
    }

    @Test
    void removesWhatAKilledProgramLeftBehind() throws IOException, InterruptedException {
        Path abandoned = Files.createDirectories(directory.resolve("state/call-1/home"));
        Files.setLastModifiedTime(abandoned.getParent(), FileTime.from(NOW.minus(Duration.ofDays(2))));
        Path fresh = Files.createDirectories(directory.resolve("state/call-2"));
        Files.setLastModifiedTime(fresh, FileTime.from(NOW));

        client(fake(ANSWER)).complete(asking("hello"));

        assertThat(abandoned.getParent()).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void saysWhenTheStateDirectoryCannotBeWritten() throws IOException {
        Files.writeString(directory.resolve("state"), "a file");

        LlmException failure = failure(client(fake(ANSWER)));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_INSTALLED);
        assertThat(failure).hasMessageContaining(directory.resolve("state").toString());
    }

    @Test
    void identifiesItselfWithoutAProgram() {
        CodexLlmClient.Builder builder = CodexLlmClient.builder(directory).command("/nonexistent");

        assertThat(builder.build().identity()).isEqualTo(new LlmIdentity("codex", "default", "instructions.v1"));
        builder.model("gpt-5.5").extraArgs(List.of("--config", "model_verbosity=low"));
        assertThat(builder.build().identity())
                .isEqualTo(new LlmIdentity("codex", "gpt-5.5", "instructions.v1 -c model_verbosity=low"));
    }

    @Test
    void refusesSettingsThatCannotWork() {
        CodexLlmClient.Builder builder = CodexLlmClient.builder(directory);

        assertThatIllegalArgumentException().isThrownBy(() -> builder.model("--oss"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.apiKeyEnv("LD_PRELOAD"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.parallel(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.command(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxSilence(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.extraArgs(List.of("--yolo")))
                .withMessageContaining("'--yolo'");
    }

    private FakeCodex fake(String call) {
        return FakeCodex.in(directory, call);
    }

    private static String failed(String message) {
        return "echo '{\"type\":\"turn.failed\",\"error\":{\"message\":\"" + message + "\"}}'; exit 1\n";
    }

    private CodexLlmClient client(FakeCodex codex) {
        return builder(codex).build();
    }

    private CodexLlmClient.Builder builder(FakeCodex codex) {
        return CodexLlmClient.builder(directory.resolve("state"))
                .command(codex.path().toString())
                .authFile(authFile)
                .environment(environment())
                .time(InstantSource.fixed(NOW), ZoneOffset.UTC)
                .random(new Random(1))
                .sleeper(pauses::add);
    }

    private static Map<String, String> environment() {
        return new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    }

    private static LlmException failure(CodexLlmClient client) {
        return failure(client, Duration.ofSeconds(90));
    }

    private static LlmException failure(CodexLlmClient client, Duration timeout) {
        return catchThrowableOfType(
                LlmException.class, () -> client.complete(asking("hello").withTimeout(timeout)));
    }

    private static void assertNoneAlive(FakeCodex codex) {
        List<String> pids = codex.lines("pids");
        assertThat(pids).isNotEmpty();
        Processes.assertEnded(() -> pids.stream()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .toList());
    }
}
