package dev.pimainteno.cli;

import dev.pimainteno.codex.CodexInspector;
import dev.pimainteno.codex.CodexLlmClient;
import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.ConfigurationException;
import dev.pimainteno.config.ConfigurationException.Reason;
import dev.pimainteno.config.ConfigurationSource;
import dev.pimainteno.config.LlmSettings;
import dev.pimainteno.config.Problem;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.TimeLimitedLlmClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the model that a configuration asks for. Nothing is started or looked for before the first question. */
final class ModelFactory {
    private final ConfigurationSource source;
    private final List<Problem> problems = new ArrayList<>();

    private ModelFactory(ConfigurationSource source) {
        this.source = source;
    }

    /**
     * @throws ConfigurationException if the provider does not accept a setting; with every such setting
     */
    static LlmClient create(ConfigurationSource source, Configuration configuration, Map<String, String> environment) {
        return new ModelFactory(source).create(configuration, environment);
    }

    /**
     * Returns an inspector of what that model would be asked with.
     *
     * @param directory where it may work
     * @throws ConfigurationException as for {@link #create}
     */
    static CodexInspector inspector(
            ConfigurationSource source, LlmSettings settings, Map<String, String> environment, Path directory) {
        return new ModelFactory(source).codex(settings, environment, directory).inspector();
    }

    private LlmClient create(Configuration configuration, Map<String, String> environment) {
        Path directory = configuration.state().path().resolve("codex");
        CodexLlmClient codex =
                codex(configuration.llm(), environment, directory).build();
        return TimeLimitedLlmClient.create(codex, configuration.llm().timeout());
    }

    private CodexLlmClient.Builder codex(LlmSettings settings, Map<String, String> environment, Path directory) {
        CodexLlmClient.Builder codex = CodexLlmClient.builder(directory)
                .command(settings.command())
                .parallel(settings.parallel())
                .environment(environment);
        settings.authFile().ifPresent(codex::authFile);
        settings.model().ifPresent(model -> take("llm.model", () -> codex.model(model)));
        settings.apiKeyEnv().ifPresent(name -> take("llm.api_key_env", () -> codex.apiKeyEnv(name)));
        take("llm.extra_args", () -> codex.extraArgs(settings.extraArgs()));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(Reason.INVALID, problems, null);
        }
        return codex;
    }

    private void take(String key, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(source.name(), 0, key, String.valueOf(e.getMessage())));
        }
    }
}
