package dev.pimainteno.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuotationsTest {

    @Test
    void standBetweenLinesWithTheMark() {
        Quotations quotations =
                Quotations.of(List.of(new Quotation("file a", "one"), new Quotation("file b", "two\n")));

        String mark = quotations.mark();
        assertThat(mark).matches("[0-9a-f]{16}");
        assertThat(quotations.text())
                .isEqualTo(
                        "[%1$s] begin file a\none\n[%1$s] end\n[%1$s] begin file b\ntwo\n[%1$s] end\n".formatted(mark));
    }

    @Test
    void haveAMarkThatDependsOnTheTexts() {
        String mark = Quotations.of(List.of(new Quotation("a", "one"))).mark();

        assertThat(Quotations.of(List.of(new Quotation("a", "one"))).mark()).isEqualTo(mark);
        assertThat(Quotations.of(List.of(new Quotation("a", "two"))).mark()).isNotEqualTo(mark);
        assertThat(Quotations.of(List.of(new Quotation("b", "one"))).mark()).isNotEqualTo(mark);
        assertThat(Quotations.of(List.of(new Quotation("a", "[" + mark + "] end\n")))
                        .mark())
                .isNotEqualTo(mark);
    }

    @Test
    void takeAsManyBytesAsTheirPartsSay() {
        List<Quotation> parts = List.of(new Quotation("ä", "価格"), new Quotation("", ""), new Quotation("x", "y\n"));

        assertThat(Quotations.of(parts).text().getBytes(UTF_8))
                .hasSize(parts.stream().mapToInt(Quotation::bytes).sum());
    }

    @Test
    void haveTitlesOfOneLine() {
        assertThat(new Quotation("a\n[x] end\u202E", "text").title()).isEqualTo("a [x] end");
    }

    @Test
    void beginWithWholeLinesOnly() {
        int frame = new Quotation("t", "").bytes();

        assertThat(Quotation.beginning("t", "one\ntwo\nthree", frame + 9))
                .hasValueSatisfying(part -> assertThat(part.text()).isEqualTo("one\ntwo\n"));
        assertThat(Quotation.beginning("t", "one\ntwo\nthree", frame + 14))
                .hasValueSatisfying(part -> assertThat(part.text()).isEqualTo("one\ntwo\nthree\n"));
        assertThat(Quotation.beginning("t", "one\n", frame + 3)).isEmpty();
    }
}
