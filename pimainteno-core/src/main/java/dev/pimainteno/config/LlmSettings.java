package dev.pimainteno.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code [llm]}: the language model. Immutable.
 *
 * @param provider who answers; {@link Provider#CODEX} by default
 * @param command the provider's program: a name to be looked for on the {@code PATH}, or an absolute path; {@code codex}
 *     by default
 * @param model the model's name; absent: the provider's own choice
 * @param apiKeyEnv the name of the environment variable that holds the key, of capitals, digits and {@code _}; absent:
 *     the provider's own sign-in
 * @param authFile the provider's sign-in file; absolute; absent: the user's own
 * @param extraArgs further arguments for the command; empty by default
 * @param timeout how long one answer may take; positive; ten minutes by default
 * @param parallel how many calls may be under way together; 1 to 16; 2 by default
 */
public record LlmSettings(
        Provider provider,
        String command,
        Optional<String> model,
        Optional<String> apiKeyEnv,
        Optional<Path> authFile,
        List<String> extraArgs,
        Duration timeout,
        int parallel) {
    private static final int MOST_PARALLEL = 16;

    /** Who answers. */
    public enum Provider {
        /** The codex command-line program, which sends up to 14.3 kB of its own with each question. */
        CODEX(5_000);

        private final int overheadTokens;

        Provider(int overheadTokens) {
            this.overheadTokens = overheadTokens;
        }

        /** Returns how many tokens a call costs besides question and answer, as measured and rounded up. */
        public int overheadTokens() {
            return overheadTokens;
        }
    }

    public LlmSettings {
        extraArgs = List.copyOf(extraArgs);
        if (command.isBlank()) {
            throw new IllegalArgumentException("command must not be blank");
        }
        if (apiKeyEnv.isPresent() && !Value.VARIABLE.matcher(apiKeyEnv.get()).matches()) {
            // The value stays out of the message: it may be the key itself.
            throw new IllegalArgumentException("apiKeyEnv must be the name of an environment variable");
        }
        if (authFile.isPresent() && !authFile.get().isAbsolute()) {
            throw new IllegalArgumentException("authFile must be absolute: " + authFile.get());
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, not " + timeout);
        }
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new IllegalArgumentException("parallel must be from 1 to " + MOST_PARALLEL + ", not " + parallel);
        }
    }

    /** Returns the defaults. */
    public static LlmSettings standard() {
        return new LlmSettings(
                Provider.CODEX,
                "codex",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofMinutes(10),
                2);
    }

    static LlmSettings read(Table table) {
        LlmSettings standard = standard();
        return new LlmSettings(
                table.get("provider")
                        .flatMap(value -> value.word(Provider.class))
                        .orElse(standard.provider),
                table.get("command").flatMap(LlmSettings::readCommand).orElse(standard.command),
                table.get("model").flatMap(value -> value.text("a string such as \"gpt-5-codex\"")),
                table.get("api_key_env")
                        .flatMap(value -> value.variable("that holds the key, such as \"OPENAI_API_KEY\"")),
                table.get("auth_file").flatMap(Value::path),
                table.get("extra_args").flatMap(LlmSettings::readArguments).orElse(standard.extraArgs),
                table.get("timeout").flatMap(Value::duration).orElse(standard.timeout),
                table.get("parallel")
                        .flatMap(value -> value.integer(1, MOST_PARALLEL))
                        .orElse(standard.parallel));
    }

    private static Optional<String> readCommand(Value value) {
        boolean path = value.raw() instanceof String text && (text.indexOf('/') >= 0 || text.equals("~"));
        return path ? value.path().map(Path::toString) : value.text("a program such as \"codex\"");
    }

    private static Optional<List<String>> readArguments(Value value) {
        String expected = "an array of strings such as [\"--flag\", \"value\"]";
        return value.array(expected, argument -> argument.string(expected));
    }
}
