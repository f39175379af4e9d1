package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
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

    private static Path state(String text, Map<String, String> environment) {
        return Texts.read(text, environment).state().path();
    }
}
