package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.config.ConfigurationException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationSourceTest {
    @TempDir
    Path directory;

    private List<Path> places;

    @BeforeEach
    void choosePlaces() {
        places = List.of(Path.of("PiMainteno.toml"), directory.resolve("etc/PiMainteno.toml"));
    }

    @Test
    void looksInTheWorkingDirectoryAndThenInTheSystemsOwn() {
        assertThat(ConfigurationSource.standardPlaces())
                .containsExactly(Path.of("PiMainteno.toml"), Path.of("/etc/pimainteno/PiMainteno.toml"));
    }

    @Test
    void takesTheFirstPlaceAndCallsItAsThePlaceDoes() throws IOException {
        Path file = write("PiMainteno.toml");
        write("etc/PiMainteno.toml");

        ConfigurationSource source = ConfigurationSource.find(directory, places);

        assertThat(source).isEqualTo(new ConfigurationSource(file, "PiMainteno.toml"));
        assertThat(source.directory()).isEqualTo(directory);
    }

    @Test
    void takesTheNextPlaceWhenThereIsNothingAtTheFirst() throws IOException {
        Path file = write("etc/PiMainteno.toml");

        assertThat(ConfigurationSource.find(directory, places)).isEqualTo(ConfigurationSource.of(file));
    }

    @Test
    void doesNotPassOverWhatCannotBeRead() throws IOException {
        Files.createSymbolicLink(directory.resolve("PiMainteno.toml"), directory.resolve("gone"));
        write("etc/PiMainteno.toml");

        assertThat(ConfigurationSource.find(directory, places).name()).isEqualTo("PiMainteno.toml");
    }

    @Test
    void namesThePlacesAndTheRemedyWhenThereIsNothing() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigurationSource.find(directory, places))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::toString)
                        .containsExactly("PiMainteno.toml: no configuration found; looked at " + directory
                                + "/PiMainteno.toml and " + directory
                                + "/etc/PiMainteno.toml; write one there or name one with --config"));
    }

    @Test
    void problemsCallTheFileAsTheUserDoes() throws IOException {
        Files.writeString(directory.resolve("PiMainteno.toml"), "[web]\nport = 0\n" + Texts.PROJECT);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Configuration.load(ConfigurationSource.find(directory, places), Texts.ENVIRONMENT))
                .withMessage("Cannot use the configuration:\n"
                        + "PiMainteno.toml:2: web.port: found an integer 0; expected an integer from 1 to 65535");
    }

    private Path write(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, Texts.PROJECT);
    }
}
