package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CronExpressionProperties {

    @Property
    void whatIsBuiltByTheRulesIsAccepted(@ForAll("expressions") String text) {
        assertThat(CronExpression.refusal(text)).isEmpty();
        assertThat(new CronExpression(text).text()).isEqualTo(text);
    }

    @Property
    void anyTextIsAcceptedOrRefusedWithASentence(@ForAll("nearlyExpressions") String text) {
        CronExpression.refusal(text).ifPresent(sentence -> assertThat(sentence).isNotBlank());
    }

    @Property
    void aStarWithAStepAllowsEveryMultipleFromTheFirst(@ForAll("steps") int step) {
        assertThat(CronField.MINUTE.parse("*/" + step).stream())
                .containsExactlyElementsOf(
                        IntStream.iterate(0, i -> i < 60, i -> i + step).boxed().toList());
    }

    @Example
    void fieldsAllowWhatTheySay() {
        assertThat(CronField.HOUR.parse("1,9-11,20-23/2").stream()).containsExactly(1, 9, 10, 11, 20, 22);
        assertThat(CronField.MONTH.parse("jan,Oct-DEC").stream()).containsExactly(1, 10, 11, 12);
        assertThat(CronField.WEEKDAY.parse("fri-sun").stream()).containsExactly(5, 6, 7);
        assertThat(CronField.WEEKDAY.parse("sun-tue").stream()).containsExactly(0, 1, 2);
    }

    @Example
    void aDayThatSomeYearsHaveIsAccepted() {
        assertThat(CronExpression.refusal("0 0 29 2 *")).isEmpty();
        assertThat(CronExpression.refusal("0 0 30 2 *")).isPresent();
        assertThat(CronExpression.refusal("0 0 31 2-3 *")).isEmpty();
        assertThat(CronExpression.refusal("0 0 30 2 mon")).isEmpty();
    }

    @Example
    void shorthandsAreAccepted() {
        assertThat(List.of("@hourly", "@daily", "@weekly", "@monthly", " @daily "))
                .allSatisfy(text -> assertThat(CronExpression.refusal(text)).isEmpty());
        assertThat(List.of("@Daily", "@reboot", "@", "", "@daily x"))
                .allSatisfy(text -> assertThat(CronExpression.refusal(text)).isPresent());
    }

    @Provide
    Arbitrary<Integer> steps() {
        return Arbitraries.integers().between(1, 59);
    }

    @Provide
    Arbitrary<String> expressions() {
        return Combinators.combine(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 7))
                .as((minute, hour, day, month, weekday) -> String.join(" ", minute, hour, day, month, weekday));
    }

    @Provide
    Arbitrary<String> nearlyExpressions() {
        return Arbitraries.strings().withChars("0123456789*/,- \tmonja@").ofMaxLength(30);
    }

    private static Arbitrary<String> field(int first, int last) {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(first, last);
        Arbitrary<String> ranges = Combinators.combine(numbers, numbers)
                .as((a, b) -> Math.min(a, b) + "-" + Math.max(a, b))
                .filter(range -> !range.endsWith("-0") || first > 0);
        Arbitrary<String> steps = Combinators.combine(
                        Arbitraries.oneOf(Arbitraries.just("*"), ranges),
                        Arbitraries.integers().between(1, last))
                .as((range, step) -> range + "/" + step);
        return Arbitraries.oneOf(Arbitraries.just("*"), numbers.map(String::valueOf), ranges, steps)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join(",", parts));
    }
}
