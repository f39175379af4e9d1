package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

class PrintableProperties {

    @Property
    void leavesNothingThatMovesTheCursor(@ForAll String text) {
        assertThat(Printable.line(text).codePoints())
                .noneMatch(c -> Character.isISOControl(c) && c != '\t')
                .noneMatch(c -> Character.getType(c) == Character.FORMAT);
    }

    @Property
    void leavesOrdinaryTextAlone(@ForAll @CharRange(from = ' ', to = '~') String text) {
        assertThat(Printable.text(text + "\n\té")).isEqualTo(text + "\n\té");
    }

    @Example
    void showsWhatWasThere() {
        assertThat(Printable.line("a\u001b[31m\r\nb\u202ec\u0007")).isEqualTo("a<1b>[31m b<202e>c<7>");
    }
}
