package dev.pimainteno.codex;

import dev.pimainteno.codex.CodexFinding.Usability;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.process.Command;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessResult;
import dev.pimainteno.process.ProcessResult.Ending;
import dev.pimainteno.process.ProcessRunner;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a client with the same settings would find a codex that it can use and that is signed in, without asking a
 * model anything. Starts codex as calls do, so that it sees what they would see. Safe for many threads.
 */
public final class CodexInspector {
    private static final String SIGN_IN =
            "sign in with 'codex login', or name a variable that holds a key: api_key_env";

    private final CodexSettings settings;
    private final ProcessRunner runner = ProcessRunner.create();
    private final SafeText safe;

    CodexInspector(CodexSettings settings) {
        this.settings = settings;
        String key = settings.apiKey();
        this.safe = SafeText.without(key == null ? List.of() : List.of(key));
    }

    /**
     * Finds the program and asks for its version.
     *
     * @param timeout how long each of codex's answers may take; positive
     */
    public CodexFinding program(Duration timeout) throws InterruptedException {
        try (CallDirectory directory = CallDirectory.open(settings.stateDirectory(), null)) {
            Installation installation = new InstallationProbe(settings, runner, safe).installation(directory, timeout);
            String found = installation + " (" + installation.program() + ")";
            return installation.version().isAtLeast(CodexVersion.WITH_AGENTS_SWITCH)
                    ? CodexFinding.good(found)
                    : new CodexFinding(
                            Usability.LIMITED, found + " can be used, and is an old one", InstallationProbe.REMEDY);
        } catch (LlmException e) {
            String message = e.getMessage();
            String remedy = "; " + InstallationProbe.REMEDY;
            return message.endsWith(remedy)
                    ? none(message.substring(0, message.length() - remedy.length()), InstallationProbe.REMEDY)
                    : none(message, "start it by hand to see what it says");
        } catch (UncheckedIOException e) {
            return none(e.getMessage() + ": " + e.getCause(), "make the directory writable for this user");
        }
    }

    /**
     * Looks for what codex would sign in with. Whether the service still takes it shows only in a call.
     *
     * @param timeout how long codex's answer may take; positive
     */
    public CodexFinding signIn(Duration timeout) throws InterruptedException {
        if (settings.apiKeyEnv() != null) {
            return settings.apiKey() == null
                    ? none("the variable " + settings.apiKeyEnv() + ", which is to hold the key, is not set", "set it")
                    : CodexFinding.good("a key in the variable " + settings.apiKeyEnv());
        }
        if (settings.extraArguments().chooseProvider()) {
            return CodexFinding.good("left to the provider that extra_args choose");
        }
        @Nullable Path file = settings.existingAuthFile();
        if (file == null) {
            return none("there is no sign-in in " + settings.authFile(), SIGN_IN);
        }
        Optional<Path> program = new ProgramFinder(settings.searchPath()).find(settings.command());
        return program.isPresent()
                ? ask(program.get(), file, timeout)
                : new CodexFinding(
                        Usability.LIMITED, "there is a sign-in in " + file + ", and no codex to check it", "");
    }

    private CodexFinding ask(Path program, Path file, Duration timeout) throws InterruptedException {
        Command command = Command.of(program.toString(), "login", "status");
        try (CallDirectory directory = CallDirectory.open(settings.stateDirectory(), file)) {
            ProcessResult result = runner.run(ProcessRequest.of(command, directory.work())
                    .environment(settings.environment(directory))
                    .timeout(timeout)
                    .errorsJoinOutput()
                    .build());
            if (result.ending() == Ending.TIMED_OUT) {
                return new CodexFinding(
                        Usability.LIMITED, "'codex login status' gave no answer in time", "try it by hand");
            }
            return result.succeeded()
                    ? CodexFinding.good(method(result.output()) + " (" + file + ")")
                    : none("the sign-in in " + file + " cannot be used: " + lastLine(result.output()), SIGN_IN);
        } catch (ProcessException e) {
            return none(e.getMessage(), InstallationProbe.REMEDY);
        } catch (UncheckedIOException e) {
            return none(e.getMessage() + ": " + e.getCause(), "make the directory writable for this user");
        }
    }

    /** What codex says repeats part of the key, so it is only told apart. */
    private static String method(String said) {
        if (said.contains("ChatGPT")) {
            return "signed in with ChatGPT";
        }
        return said.contains("API key") ? "signed in with an API key" : "signed in";
    }

    /** Warnings stand before what matters. */
    private String lastLine(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it said nothing" : safe.of(lines.get(lines.size() - 1));
    }

    private static CodexFinding none(String found, String remedy) {
        return new CodexFinding(Usability.NONE, found, remedy);
    }
}
