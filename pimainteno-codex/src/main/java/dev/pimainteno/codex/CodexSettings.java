package dev.pimainteno.codex;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How codex is run: the values of the builder. Immutable.
 *
 * @param command a path, or a name that is looked for along the search path
 * @param model null for what codex chooses
 * @param apiKeyEnv the variable that holds a key; null for none
 * @param authFile the user's sign-in; it need not exist
 * @param environment what the child's environment is picked from
 */
record CodexSettings(
        Path stateDirectory,
        String command,
        @Nullable String model,
        @Nullable String apiKeyEnv,
        Path authFile,
        ExtraArguments extraArguments,
        Duration startPatience,
        Duration maxSilence,
        Map<String, String> environment) {
    private static final List<String> INHERITED = List.of(
            "PATH",
            "TZ",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "all_proxy",
            "no_proxy",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "CODEX_CA_CERTIFICATE");

    String searchPath() {
        return environment.getOrDefault("PATH", "");
    }

    @Nullable
    String apiKey() {
        String value = apiKeyEnv == null ? null : environment.get(apiKeyEnv);
        return value == null || value.isBlank() ? null : value;
    }

    /** Returns the sign-in if there is one. */
    @Nullable
    Path existingAuthFile() {
        return Files.isRegularFile(authFile) ? authFile : null;
    }

    /** Returns the whole environment of a child without a key; nothing but what is listed is inherited. */
    Map<String, String> environment(CallDirectory directory) {
        Map<String, String> child = new LinkedHashMap<>();
        for (String name : INHERITED) {
            String value = environment.get(name);
            if (value != null) {
                child.put(name, value);
            }
        }
        child.put("LANG", "C.UTF-8");
        child.put("HOME", directory.home().toString());
        child.put("CODEX_HOME", directory.home().toString());
        child.put("TMPDIR", directory.temporary().toString());
        return child;
    }

    /** Returns the environment of a child that asks the model. */
    Map<String, String> environmentWithKey(CallDirectory directory) {
        Map<String, String> child = environment(directory);
        String key = apiKey();
        if (apiKeyEnv != null && key != null) {
            child.put(apiKeyEnv, key);
            if (!extraArguments.chooseProvider()) {
                // The only variable that the built-in provider looks at.
                child.put("CODEX_API_KEY", key);
            }
        }
        return child;
    }
}
