package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** {@code example.toml}: prose begins with a hash and a blank, a setting that may be switched on with a bare hash. */
class ExampleTest {
    private static final String EXAMPLE = Texts.resource("example.toml");
    private static final String SWITCHED_ON = EXAMPLE.replaceAll("(?m)^#(?=[a-z\\[])", "");

    @Test
    void asItIsItMeansTheSmallestConfiguration() {
        Configuration example = Texts.read(EXAMPLE);

        assertThat(example).usingRecursiveComparison().isEqualTo(Texts.read(Texts.PROJECT));
    }

    @Test
    void withEverySettingSwitchedOnItLoads() {
        assertThat(Texts.read(SWITCHED_ON).projects()).hasSize(2);
    }

    @Test
    void theDefaultsItShowsAreTheDefaults() {
        Configuration shown = Texts.read(SWITCHED_ON);
        Configuration standard = Texts.read(Texts.PROJECT);

        assertThat(shown.llm())
                .usingRecursiveComparison()
                .ignoringFields("model", "apiKeyEnv", "authFile")
                .isEqualTo(standard.llm());
        assertThat(shown.projects().get(0))
                .usingRecursiveComparison()
                .ignoringFields(
                        "branch",
                        "remote",
                        "verify",
                        "deploy",
                        "service",
                        "protectedPaths",
                        "heldPaths",
                        "approvedDelivery")
                .isEqualTo(standard.projects().get(0));
        assertThat(shown.budget().caps()).containsAll(standard.budget().caps());
        assertThat(shown.budget())
                .usingRecursiveComparison()
                .ignoringFields("caps", "projects", "prices")
                .isEqualTo(standard.budget());
        assertThat(shown.cache().maxBytes()).isEqualTo(standard.cache().maxBytes());
        assertThat(shown.state().keepRuns()).isEqualTo(standard.state().keepRuns());
        assertThat(shown.state().keepDays()).isEqualTo(standard.state().keepDays());
        assertThat(shown.state().artifactLimit()).isEqualTo(standard.state().artifactLimit());
        assertThat(shown.review().expires()).isEqualTo(standard.review().expires());
        assertThat(shown.systemd()).isEqualTo(standard.systemd());
        assertThat(shown.web()).isEqualTo(standard.web());
        assertThat(shown.scheduler().enabled()).isEqualTo(standard.scheduler().enabled());
        assertThat(shown.systemdMonitor().enabled())
                .isEqualTo(standard.systemdMonitor().enabled());
    }

    static Stream<String> knownKeys() {
        return Arrays.stream(Section.values())
                .flatMap(section -> section.keys().stream().map(section::fullKey));
    }

    @ParameterizedTest
    @MethodSource("knownKeys")
    void everyKnownKeyOccurs(String key) {
        Stream<TomlTable> tables = Stream.of(Toml.parse(SWITCHED_ON));
        List<String> path = List.of(key.split("\\."));
        for (String step : path.subList(0, path.size() - 1)) {
            tables = tables.flatMap(table -> step.endsWith("[]")
                    ? elements(table.getArrayOrEmpty(step.replace("[]", "")))
                    : Stream.of(table.getTableOrEmpty(step)));
        }

        assertThat(tables.flatMap(table -> table.keySet().stream())).contains(path.get(path.size() - 1));
    }

    private static Stream<TomlTable> elements(TomlArray tables) {
        return IntStream.range(0, tables.size()).mapToObj(tables::getTable);
    }

    /** Proves that each key in the list of known ones is really read. */
    @ParameterizedTest
    @MethodSource("knownKeys")
    void everyKnownKeyRefusesADate(String key) {
        int array = key.indexOf("[].");
        String text = array < 0
                ? key + " = 2026-01-31\n"
                : "[[" + key.substring(0, array) + "]]\n" + key.substring(array + "[].".length()) + " = 2026-01-31\n";

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Texts.read(text))
                .satisfies(e -> assertThat(e.problems())
                        .filteredOn(problem -> problem.key().equals(key))
                        .singleElement()
                        .extracting(Problem::message)
                        .asString()
                        .startsWith("found a"));
    }
}
