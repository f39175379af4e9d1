package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.config.ConfigurationException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad input in {@code bad-input.txt}: a title after {@code ===}, a file, {@code --->}, its problems. */
class BadInputTest {

    record Row(String title, String input, String problems) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Row> rows() {
        return Arrays.stream(Texts.resource("bad-input.txt").split("(?m)^=== "))
                .skip(1)
                .map(BadInputTest::row);
    }

    private static Row row(String text) {
        List<String> titleAndRest = List.of(text.split("\n", 2));
        List<String> inputAndProblems = List.of(titleAndRest.get(1).split("(?m)^--->\n", 2));
        return new Row(
                titleAndRest.get(0),
                inputAndProblems.get(0),
                inputAndProblems.get(1).strip());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void reportsEveryProblemWithItsLineAndWhatIsAccepted(Row row) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Texts.read(row.input()))
                .satisfies(e -> assertThat(rendered(e)).isEqualTo(row.problems()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .satisfies(e -> assertThat(e.isRetryable()).isFalse())
                .satisfies(e -> assertThat(e).hasMessageContaining(row.problems()));
    }

    @Test
    void theTableIsReadWhole() {
        assertThat(rows()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(rows().map(Row::title)).doesNotHaveDuplicates();
    }

    private static String rendered(ConfigurationException e) {
        return e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
