package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafeTextTest {
    private final SafeText safe = SafeText.without(List.of("the-given-key"));

    @Test
    void hidesTheKeyThatWasHandedOverAndWhatLooksLikeOne() {
        assertThat(safe.of("provided: the-given-key and sk-CONFIDENTIAL."))
                .isEqualTo("provided: [hidden] and sk-[hidden]");
    }

    @Test
    void putsTheTextOnOneLine() {
        assertThat(safe.of(" one\r\n\u001b[31mtwo\u0000\tthree ")).isEqualTo("one [31mtwo three");
    }

    @Test
    void keepsBothEndsOfALongText() {
        String shortened = safe.of("begin " + "x".repeat(10_000) + " end");

        assertThat(shortened).startsWith("begin").endsWith("end").hasSizeLessThan(520);
    }
}
