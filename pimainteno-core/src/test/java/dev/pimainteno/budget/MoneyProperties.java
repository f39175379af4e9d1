package dev.pimainteno.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.llm.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class MoneyProperties {

    @Property
    void isExactToABillionth(@ForAll @BigRange(min = "0", max = "1000000") @Scale(9) BigDecimal amount) {
        assertThat(Money.of(amount).amount()).isEqualByComparingTo(amount);
        assertThat(Money.of(new BigDecimal(Money.of(amount).toString()))).isEqualTo(Money.of(amount));
    }

    @Property
    void isRoundedUpAndByLessThanABillionth(@ForAll @BigRange(min = "0", max = "1000") @Scale(15) BigDecimal amount) {
        BigDecimal more = Money.of(amount).amount().subtract(amount);

        assertThat(more).isNotNegative().isLessThan(new BigDecimal("0.000000001"));
    }

    @Property
    void addsInAnyOrderToTheSameExactSum(@ForAll @Size(max = 20) List<@LongRange(min = 0, max = 1L << 50) Long> nanos) {
        Money forward = nanos.stream().map(Money::new).reduce(Money.zero(), Money::plus);
        Money backward = Money.zero();
        for (int i = nanos.size() - 1; i >= 0; i--) {
            backward = new Money(nanos.get(i)).plus(backward);
        }

        assertThat(forward).isEqualTo(backward);
        assertThat(forward.nanos())
                .isEqualTo(nanos.stream().mapToLong(Long::longValue).sum());
    }

    @Property
    void isNeverCheapBecauseItIsTooDear(@ForAll @LongRange(min = 0) long a, @ForAll @LongRange(min = 0) long b) {
        Amount sum = new Amount(a, new Money(a)).plus(new Amount(b, new Money(b)));

        assertThat(sum.tokens()).isGreaterThanOrEqualTo(Math.max(a, b));
        assertThat(sum.cost().nanos()).isGreaterThanOrEqualTo(Math.max(a, b));
    }

    @Property
    void costsWhatItsPartsCost(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long input,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long cached,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long output,
            @ForAll @BigRange(min = "0", max = "1000") @Scale(6) BigDecimal price) {
        TokenPrice same = new TokenPrice("m", price, price, price);
        TokenPrice freeCache = new TokenPrice("m", price, BigDecimal.ZERO, price);
        TokenUsage usage = new TokenUsage(input, cached, output, 0);

        BigDecimal exact = price.multiply(BigDecimal.valueOf(input + output)).movePointLeft(6);
        assertThat(same.of(usage)).as("whatever part was cached").isEqualTo(Money.of(exact));
        BigDecimal less = price.multiply(BigDecimal.valueOf(Math.max(0, input - cached) + output))
                .movePointLeft(6);
        assertThat(freeCache.of(usage)).isEqualTo(Money.of(less));
    }

    @Example
    void isWrittenAsPeopleWriteIt() {
        assertThat(Money.of(new BigDecimal("2.5"))).hasToString("2.50");
        assertThat(Money.zero()).hasToString("0.00");
        assertThat(Money.of(new BigDecimal("0.000125"))).hasToString("0.000125");
        assertThat(Money.of(new BigDecimal("1e30")).nanos()).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(new BigDecimal("-1")));
    }

    @Example
    void aPriceFitsTheModelsThatItsPatternNames() {
        assertThat(price("gpt-5*").fits("gpt-5.5")).isTrue();
        assertThat(price("gpt-5*").fits("gpt-4")).isFalse();
        assertThat(price("*").fits("")).isTrue();
        assertThat(price("gpt-*-mini").fits("gpt-5-mini")).isTrue();
        assertThat(price("gpt-*-mini").fits("gpt-mini")).isFalse();
        assertThat(price("a*a").fits("a")).isFalse();
        assertThat(price("*b*").fits("abc")).isTrue();
        assertThat(price("gpt-5").fits("gpt-5.5")).isFalse();
    }

    private static TokenPrice price(String model) {
        return new TokenPrice(model, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);
    }
}
