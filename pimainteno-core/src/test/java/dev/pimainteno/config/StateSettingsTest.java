package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateSettingsTest {
    private static final Map<String, String> EVERYTHING =
            Map.of("STATE_DIRECTORY", "/var/lib/one:/var/lib/two", "XDG_STATE_HOME", "/xdg", "HOME", "/home/me");

    @Test
    void theFileComesBeforeTheEnvironment() {
        assertThat(state(Texts.PROJECT + "[state]\npath = \"s\"\n", EVERYTHING)).isEqualTo(Path.of("/conf/s"));
    }

    @Test
    void theFirstStateDirectoryOfTheUnitIsTaken() {
        assertThat(state(Texts.PROJECT, EVERYTHING)).isEqualTo(Path.of("/var/lib/one"));
    }

    @Test
    void theStateHomeComesBeforeTheHome() {
        assertThat(state(Texts.PROJECT, Map.of("XDG_STATE_HOME", "/xdg", "HOME", "/home/me")))
                .isEqualTo(Path.of("/xdg/pimainteno"));
    }

    @Test
    void emptyAndRelativeVariablesCountAsUnset() {
        assertThat(state(
                        Texts.PROJECT, Map.of("STATE_DIRECTORY", "", "XDG_STATE_HOME", "relative", "HOME", "/home/me")))
                .isEqualTo(Path.of("/home/me/.local/state/pimainteno"));
    }

    @Test
    void withoutAnyPlaceTheRemedyIsNamed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Texts.read(Texts.PROJECT, Map.of("HOME", "a\0b")))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::toString)
                        .containsExactly("PiMainteno.toml: state.path: not set, and neither STATE_DIRECTORY,"
                                + " XDG_STATE_HOME nor HOME names an absolute path; expected [state] path ="
                                + " \"/var/lib/pimainteno\" or one of the variables"));
    }

    @Test
    void theDatabaseIsAFileInTheStateDirectoryOrWhereItSays() {
        assertThat(database("")).isEqualTo(new DatabaseSettings.Sqlite(Path.of("/s/pimainteno.db")));
        assertThat(database("database = \"runs.db\"\n"))
                .isEqualTo(new DatabaseSettings.Sqlite(Path.of("/conf/runs.db")));
    }

    @Test
    void theDatabaseMayBeOnAServerWhosePasswordIsElsewhere() {
        String server = "database = \"jdbc:postgresql://db:5433/p?ssl=true\"\ndatabase_user = \"me\"\n";
        String url = "jdbc:postgresql://db:5433/p?ssl=true";

        assertThat(database(server))
                .isEqualTo(new DatabaseSettings.Postgresql(url, "me", Optional.empty(), Optional.empty()));
        assertThat(database(server + "database_password_file = \"password\"\n"))
                .isEqualTo(new DatabaseSettings.Postgresql(
                        url, "me", Optional.of(Path.of("/conf/password")), Optional.empty()));
        assertThat(database(server + "database_password_env = \"DB_PASSWORD\"\n"))
                .isEqualTo(new DatabaseSettings.Postgresql(url, "me", Optional.empty(), Optional.of("DB_PASSWORD")));
    }

    @Test
    void whatIsForServersHasNoEffectOnAFile() {
        assertThat(Texts.read(Texts.PROJECT + "[state]\ndatabase_user = \"me\"\n")
                        .warnings())
                .extracting(Problem::toString)
                .containsExactly("PiMainteno.toml:4: state.database_user: no effect: only for a database"
                        + " \"jdbc:postgresql://HOST/DATABASE\"");
    }

    @Test
    void aPasswordNeverGetsIntoTheSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseSettings.Postgresql(
                        "jdbc:postgresql://db/p?password=hunter2", "me", Optional.empty(), Optional.empty()))
                .withMessageNotContaining("hunter2");
    }

    private static DatabaseSettings database(String keys) {
        return Texts.read(Texts.PROJECT + "[state]\npath = \"/s\"\n" + keys)
                .state()
                .database();
    }

    private static Path state(String text, Map<String, String> environment) {
        return Texts.read(text, environment).state().path();
    }
}
