package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.config.Configuration;
import dev.pimainteno.config.ConfigurationSource;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSecretsTest {
    @TempDir
    Path directory;

    @Test
    void hidesWhatTheConfigurationNamesWhateverItsNameEndsIn() {
        TestedCommand.in(directory)
                .file("forge", "of-the-forge\nand nothing of this\n")
                .file("database", "of-the-database\n")
                .file("PiMainteno.toml", """
                        [state]
                        path = "state"
                        database = "jdbc:postgresql://db.example.org/pimainteno"
                        database_user = "pimainteno"
                        database_password_file = "database"
                        [llm]
                        api_key_env = "MODEL_LOGIN"
                        [[git.https]]
                        host = "forge.example.org"
                        token_file = "forge"
                        [[git.https]]
                        host = "other.example.org"
                        token_env = "OTHER_LOGIN"
                        [[git.https]]
                        host = "third.example.org"
                        token_file = "missing"
                        [[projects]]
                        path = "shop"
                        """);
        Map<String, String> environment =
                Map.of("MODEL_LOGIN", "of-the-model", "OTHER_LOGIN", "of-the-other", "SHOP_TOKEN", "of-the-shop");
        Configuration configuration = Configuration.load(
                new ConfigurationSource(directory.resolve("PiMainteno.toml"), "PiMainteno.toml"), environment);

        String clean = KnownSecrets.redaction(configuration, environment)
                .apply("of-the-forge of-the-database of-the-model of-the-other of-the-shop and nothing of this");

        assertThat(clean).isEqualTo("[hidden] [hidden] [hidden] [hidden] [hidden] and nothing of this");
    }
}
