package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LiteralProperties {

    @Property
    void durationsAreReadAsTheyAreWritten(@ForAll("durations") DurationLiteral literal) {
        assertThat(DurationLiteral.parse(literal.toString())).contains(literal);
        assertThat(literal.toDuration()).isBetween(Duration.ofSeconds(1), Duration.ofDays(365));
    }

    @Property
    void sizesAreReadAsTheyAreWritten(@ForAll("sizes") SizeLiteral literal) {
        assertThat(SizeLiteral.parse(literal.toString())).contains(literal);
        assertThat(literal.toBytes()).isPositive();
    }

    @Property
    void whateverIsReadIsWrittenTheSame(@ForAll("nearlyLiterals") String text) {
        assertThat(DurationLiteral.parse(text).map(DurationLiteral::toString))
                .isIn(Optional.of(text), Optional.empty());
        assertThat(SizeLiteral.parse(text).map(SizeLiteral::toString)).isIn(Optional.of(text), Optional.empty());
    }

    @Property
    void theSizeThatIsProposedInPlaceOfADecimalOneIsRead(@ForAll("decimalSizes") String text) {
        String expected = SizeLiteral.expectedInsteadOf(text);
        String proposed =
                expected.substring(expected.indexOf('"') + 1, expected.indexOf('"', expected.indexOf('"') + 1));

        assertThat(SizeLiteral.parse(text)).isEmpty();
        assertThat(SizeLiteral.parse(proposed)).isPresent();
    }

    @Example
    void unitsAreWhatTheyAreCalled() {
        assertThat(DurationLiteral.parse("90s").orElseThrow().toDuration()).isEqualTo(Duration.ofSeconds(90));
        assertThat(DurationLiteral.parse("10m").orElseThrow().toDuration()).isEqualTo(Duration.ofMinutes(10));
        assertThat(DurationLiteral.parse("2h").orElseThrow().toDuration()).isEqualTo(Duration.ofHours(2));
        assertThat(DurationLiteral.parse("365d").orElseThrow().toDuration()).isEqualTo(Duration.ofDays(365));
        assertThat(SizeLiteral.parse("7B").orElseThrow().toBytes()).isEqualTo(7);
        assertThat(SizeLiteral.parse("1KiB").orElseThrow().toBytes()).isEqualTo(1024);
        assertThat(SizeLiteral.parse("64MiB").orElseThrow().toBytes()).isEqualTo(67_108_864);
        assertThat(SizeLiteral.parse("1GiB").orElseThrow().toBytes()).isEqualTo(1_073_741_824);
        assertThat(SizeLiteral.parse("2TiB").orElseThrow().toBytes()).isEqualTo(2_199_023_255_552L);
        assertThat(SizeLiteral.parse(Long.MAX_VALUE + "B").orElseThrow().toBytes())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(SizeLiteral.parse("9223372036854775808B")).isEmpty();
    }

    @Provide
    Arbitrary<DurationLiteral> durations() {
        return Combinators.combine(Arbitraries.longs().between(1, 365), Arbitraries.of(DurationLiteral.Unit.class))
                .as(DurationLiteral::new);
    }

    @Provide
    Arbitrary<SizeLiteral> sizes() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, (1 << 23) - 1), Arbitraries.of(SizeLiteral.Unit.class))
                .as(SizeLiteral::new);
    }

    @Provide
    Arbitrary<String> nearlyLiterals() {
        return Arbitraries.strings().withChars("0123456789smhdBKMGTi -+.").ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> decimalSizes() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1 << 23),
                        Arbitraries.of("kB", "KB", "MB", "GB", "TB", "k", "M", " MB", "mb", "Mb", "mib"))
                .as((amount, unit) -> amount + unit);
    }
}
