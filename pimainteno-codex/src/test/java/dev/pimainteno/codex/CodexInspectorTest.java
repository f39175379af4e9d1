package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.codex.CodexFinding.Usability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodexInspectorTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String KEY = "sk-proj-abcdefghijklmnopqrstuvwxyz";

    @TempDir
    Path directory;

    @Test
    void findsACurrentCodex() throws InterruptedException {
        FakeCodex codex = FakeCodex.in(directory, "");

        CodexFinding finding = inspector(Map.of()).program(TIMEOUT);

        assertThat(finding).isEqualTo(CodexFinding.good("codex 0.169.0 (" + codex.path() + ")"));
        assertThat(codex.calls()).isZero();
    }

    @Test
    void tellsAnOldCodexFromOneThatIsTooOld() throws InterruptedException {
        FakeCodex.in(directory, "codex-cli 0.100.2", FakeCodex.HELP, "");
        assertThat(inspector(Map.of()).program(TIMEOUT))
                .isEqualTo(new CodexFinding(
                        Usability.LIMITED,
                        "codex 0.100.2 (" + directory.resolve("codex") + ") can be used, and is an old one",
                        InstallationProbe.REMEDY));

        FakeCodex.in(directory, "codex-cli 0.44.0", FakeCodex.HELP, "");
        assertThat(inspector(Map.of()).program(TIMEOUT))
                .isEqualTo(new CodexFinding(Usability.NONE, "codex 0.44.0 is too old", InstallationProbe.REMEDY));
    }

    @Test
    void saysThatThereIsNoCodex() throws InterruptedException {
        CodexFinding finding = inspector(Map.of()).program(TIMEOUT);

        assertThat(finding.usability()).isEqualTo(Usability.NONE);
        assertThat(finding.found()).isEqualTo("Cannot find the program '" + directory.resolve("codex") + "'");
        assertThat(finding.remedy()).contains("npm install -g @openai/codex");
    }

    @Test
    void asksCodexForTheSignInThatCallsWouldUse() throws Exception {
        FakeCodex codex = FakeCodex.in(directory, """
                cat "$CODEX_HOME/auth.json" > "$here/seen"
                echo 'Logged in using ChatGPT' >&2
                """);
        Path file = signIn();

        CodexFinding finding = inspector(Map.of()).signIn(TIMEOUT);

        assertThat(finding).isEqualTo(CodexFinding.good("signed in with ChatGPT (" + file + ")"));
        assertThat(codex.arguments()).containsExactly("login", "status");
        assertThat(codex.lines("seen")).containsExactly("{}");
        assertThat(directory.resolve("state")).isEmptyDirectory();
    }

    @Test
    void repeatsNoPartOfAKey() throws Exception {
        FakeCodex.in(directory, "echo 'API key configured - sk-proj-***wxyz' >&2");
        signIn();
        assertThat(inspector(Map.of()).signIn(TIMEOUT).found())
                .startsWith("signed in with an API key")
                .doesNotContain("wxyz");

        FakeCodex.in(directory, "echo 'WARNING: x'; echo 'Not logged in: " + KEY + "'; exit 1");
        CodexFinding refused = inspector(Map.of()).signIn(TIMEOUT);
        assertThat(refused.usability()).isEqualTo(Usability.NONE);
        assertThat(refused.found()).endsWith(" cannot be used: Not logged in: sk-[hidden]");
    }

    @Test
    void looksForTheKeyThatIsNamed() throws InterruptedException {
        CodexLlmClient.Builder builder = builder(Map.of("SHOP_KEY", KEY)).apiKeyEnv("SHOP_KEY");
        assertThat(builder.inspector().signIn(TIMEOUT)).isEqualTo(CodexFinding.good("a key in the variable SHOP_KEY"));

        CodexFinding missing =
                builder(Map.of()).apiKeyEnv("SHOP_KEY").inspector().signIn(TIMEOUT);
        assertThat(missing)
                .isEqualTo(new CodexFinding(
                        Usability.NONE, "the variable SHOP_KEY, which is to hold the key, is not set", "set it"));
    }

    @Test
    void leavesTheSignInToAnotherProvider() throws InterruptedException {
        List<String> arguments = List.of("-c", "model_provider=\"mine\"");

        assertThat(builder(Map.of())
                        .extraArgs(arguments)
                        .inspector()
                        .signIn(TIMEOUT)
                        .usability())
                .isEqualTo(Usability.GOOD);
    }

    @Test
    void saysThatThereIsNoSignIn() throws InterruptedException {
        FakeCodex codex = FakeCodex.in(directory, "exit 0");

        CodexFinding finding = inspector(Map.of()).signIn(TIMEOUT);

        assertThat(finding.usability()).isEqualTo(Usability.NONE);
        assertThat(finding.found()).isEqualTo("there is no sign-in in " + directory.resolve("home/auth.json"));
        assertThat(codex.calls()).isZero();
    }

    @Test
    void waitsForAnAnswerNoLongerThanItMay() throws Exception {
        FakeCodex.in(directory, "exec sleep 600");
        signIn();

        CodexFinding finding = inspector(Map.of()).signIn(Duration.ofMillis(300));

        assertThat(finding.usability()).isEqualTo(Usability.LIMITED);
        assertThat(finding.found()).contains("no answer in time");
    }

    @Test
    void understandsARealCodex() throws Exception {
        Path codex = RealCodex.require();
        signIn();
        CodexInspector inspector =
                builder(System.getenv()).command(codex.toString()).inspector();

        assertThat(inspector.program(TIMEOUT).usability()).isEqualTo(Usability.GOOD);
        Files.writeString(directory.resolve("home/auth.json"), "{\"OPENAI_API_KEY\": \"" + KEY + "\"}");
        assertThat(inspector.signIn(TIMEOUT).found()).startsWith("signed in with an API key");
        Files.writeString(directory.resolve("home/auth.json"), "garbage");
        assertThat(inspector.signIn(TIMEOUT).usability()).isEqualTo(Usability.NONE);
    }

    private Path signIn() throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        return Files.writeString(home.resolve("auth.json"), "{}");
    }

    private CodexInspector inspector(Map<String, String> environment) {
        return builder(environment).inspector();
    }

    private CodexLlmClient.Builder builder(Map<String, String> environment) {
        Map<String, String> whole = new HashMap<>(environment);
        whole.putIfAbsent("PATH", System.getenv("PATH"));
        return CodexLlmClient.builder(directory.resolve("state"))
                .command(directory.resolve("codex").toString())
                .authFile(directory.resolve("home/auth.json"))
                .environment(whole);
    }
}
