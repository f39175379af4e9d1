package dev.pimainteno.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void takesOutWhatCannotBeSeen() {
        assertThat(VisibleText.clean("a\u001B[31mred\u001B[0m\u0007 \u001B]0;title\u0007b\u200Bc\u202Ed\uDB40\uDC41e"))
                .isEqualTo("ared bcde");
        assertThat(VisibleText.clean("one\r\ntwo\rthree\n\tfour")).isEqualTo("one\ntwo\nthree\n\tfour");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        String text = "naïve → 価格 👍\uFE0F\n\ttab\n";

        assertThat(VisibleText.clean(text)).isEqualTo(text);
        assertThat(VisibleText.notes(text)).isEmpty();
    }

    @Test
    void saysWhereInvisibleCharactersStand() {
        assertThat(VisibleText.notes("a\nb\u202Ec\n" + "\u200B".repeat(6)))
                .startsWith("line 2 holds an invisible U+202E", "line 3 holds an invisible U+200B")
                .endsWith("2 more invisible characters")
                .hasSize(6);
    }

    @Test
    void cutsALineBetweenCharacters() {
        assertThat(VisibleText.cleanLine("👍👍👍👍", 3)).isEqualTo("👍👍…");
        assertThat(VisibleText.cleanLine(" a \n b ", 3)).isEqualTo("a b");
    }
}
