package dev.pimainteno.cli;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.DatabaseSettings;
import dev.pimainteno.config.HttpsSettings;
import dev.pimainteno.redaction.Redaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secrets that a configuration says where to find, whatever their variables and files are called. */
final class KnownSecrets {
    private static final int LONGEST = 8 * 1024;

    private KnownSecrets() {}

    /** Hides them besides those of the environment. */
    static Redaction redaction(Configuration configuration, Map<String, String> environment) {
        return Redaction.ofEnvironment(environment).with(of(configuration, environment));
    }

    /** Returns them. One that cannot be read is left out: whoever needs it says why. */
    static List<String> of(Configuration configuration, Map<String, String> environment) {
        List<String> variables =
                new ArrayList<>(configuration.llm().apiKeyEnv().stream().toList());
        List<Path> files = new ArrayList<>();
        for (HttpsSettings https : configuration.git().https()) {
            https.tokenEnv().ifPresent(variables::add);
            https.tokenFile().ifPresent(files::add);
        }
        if (configuration.state().database() instanceof DatabaseSettings.Postgresql server) {
            server.passwordEnv().ifPresent(variables::add);
            server.passwordFile().ifPresent(files::add);
        }
        List<String> secrets = new ArrayList<>();
        variables.forEach(name -> secrets.add(environment.getOrDefault(name, "").strip()));
        files.forEach(file -> firstLine(file).ifPresent(secrets::add));
        return secrets;
    }

    private static Optional<String> firstLine(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                return Optional.ofNullable(reader.readLine()).map(String::strip);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
