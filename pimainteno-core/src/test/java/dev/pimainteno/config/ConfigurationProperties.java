package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.tomlj.Toml;

/** Whatever the text, reading it ends in a configuration or in problems that have their place in the text. */
class ConfigurationProperties {
    private static final String EXAMPLE = Texts.resource("example.toml").replaceAll("(?m)^#(?=[a-z\\[])", "");

    @Property(tries = 200)
    void anyTextEndsInAConfigurationOrInProblems(@ForAll String text) {
        check(text);
    }

    @Property(tries = 500)
    void anyTextOfTomlsOwnCharactersDoes(@ForAll("tomlish") String text) {
        check(text);
    }

    @Property(tries = 500)
    void anyValueOfAnyKeyDoes(@ForAll("settings") String text) {
        check(text);
    }

    @Property(tries = 200)
    void anyDamageToACompleteFileDoes(@ForAll("damagedExamples") String text) {
        check(text);
    }

    @Property(tries = 50)
    void theOrderOfKeysMakesNoDifference(@ForAll("shuffledLines") List<String> lines) {
        Configuration configuration = Texts.read("[[projects]]\n" + String.join("\n", lines));

        assertThat(configuration.projects().get(0))
                .usingRecursiveComparison()
                .isEqualTo(Texts.read("[[projects]]\n" + String.join("\n", PROJECT_LINES))
                        .projects()
                        .get(0));
    }

    private static final List<String> PROJECT_LINES = List.of(
            "path = \"/srv/shop\"",
            "name = \"x\"",
            "limits.files = 3",
            "limits.bytes = \"2KiB\"",
            "service = \"auto\"",
            "delivery = \"push\"",
            "verify = [[\"make\"]]");

    @Provide
    Arbitrary<List<String>> shuffledLines() {
        return Arbitraries.shuffle(PROJECT_LINES);
    }

    @Provide
    Arbitrary<String> tomlish() {
        Arbitrary<String> characters =
                Arbitraries.strings().withChars("[]{}=.,\"'#\\ \n\r\t_-:aZ019").ofMaxLength(40);
        Arbitrary<String> words = Arbitraries.of(
                "[[projects]]\n",
                "[projects]\n",
                "[llm]\n",
                "path = \"/srv/shop\"\n",
                "limits.",
                "'''",
                "\"\"\"",
                "[[",
                "= ");
        return Arbitraries.frequencyOf(Tuple.of(1, characters), Tuple.of(2, words))
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> settings() {
        Arbitrary<String> keys =
                ExampleTest.knownKeys().collect(Collectors.collectingAndThen(Collectors.toList(), Arbitraries::of));
        return Combinators.combine(keys, values())
                .as((key, value) -> key.startsWith("projects[].")
                        ? Texts.PROJECT + key.substring("projects[].".length()) + " = " + value + "\n"
                        : Texts.PROJECT
                                        .replace("[[projects]]\npath = ", "scheduler.projects = [")
                                        .strip() + "]\n" + key + " = " + value + "\n");
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> strings = Arbitraries.oneOf(
                        Arbitraries.strings(),
                        Arbitraries.strings().ascii(),
                        Arbitraries.of(
                                "~", "~/x", "auto", "* * * * *", "5h", "9MiB", "a.service", "sk-0123456789", "\0"),
                        Arbitraries.strings()
                                .withChars("0123456789smhdKMGTiB*/,- @")
                                .ofMaxLength(20))
                .map(text -> '"' + escaped(text) + '"');
        Arbitrary<String> others = Arbitraries.oneOf(
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(number -> Double.toString(number).replace("E", "e")),
                Arbitraries.of("true", "false", "2026-01-31", "12:00:00", "inf", "nan", "[]", "{}", "{a = 1}", "0x7f"));
        Arbitrary<String> scalars = Arbitraries.oneOf(strings, others);
        Arbitrary<String> lists = scalars.list().ofMaxSize(4).map(list -> "[" + String.join(", ", list) + "]");
        Arbitrary<String> nested = lists.list().ofMaxSize(3).map(list -> "[" + String.join(",\n ", list) + "]");
        return Arbitraries.oneOf(scalars, lists, nested);
    }

    private static String escaped(String text) {
        return Toml.tomlEscape(text).toString();
    }

    @Provide
    Arbitrary<String> damagedExamples() {
        Arbitrary<Integer> positions = Arbitraries.integers().between(0, EXAMPLE.length());
        Arbitrary<String> inserts = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.strings().ofMaxLength(5),
                Arbitraries.of("\"", "[", "]", "\n", "=", "{"));
        return Combinators.combine(positions, Arbitraries.integers().between(0, 60), inserts)
                .as((from, length, insert) -> EXAMPLE.substring(0, from)
                        + insert
                        + EXAMPLE.substring(Math.min(EXAMPLE.length(), from + length)));
    }

    private static void check(String text) {
        try {
            Configuration configuration = Texts.read(text);
            assertThat(configuration.projects()).isNotEmpty();
            assertThat(configuration.warnings()).allSatisfy(problem -> checkPlace(problem, text));
        } catch (ConfigurationException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> checkPlace(problem, text));
            assertThat(e.problems()).isSortedAccordingTo(Comparator.comparingInt(Problem::line));
        }
    }

    private static void checkPlace(Problem problem, String text) {
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        assertThat((long) problem.line()).isBetween(0L, lines);
        assertThat(problem.message()).isNotBlank();
        assertThat(problem.key()).doesNotContain("\n");
        assertThat(problem.message()
                        .replace(ProjectList.SMALLEST.indent(4).stripTrailing(), "")
                        .strip())
                .doesNotContain("\n");
        assertThat(problem.toString()).doesNotContain("sk-0123456789");
    }
}
