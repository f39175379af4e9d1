package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("the-given-key"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided: sk-CONFIDENTIAL.",
                "sk-proj-CONFIDENTIAL_x",
                "sk-CONF****************TIAL",
                "Authorization: Bearer CONFIDENTIAL",
                "authorization=CONFIDENTIAL",
                "{\"access_token\":\"CONFIDENTIAL\"}",
                "{\\\"refresh_token\\\": \\\"CONFIDENTIAL\\\"}",
                "api_key=CONFIDENTIAL",
                "eyJCONFIDENTIAL0.CONFIDENTIAL.CONFIDENTIAL",
                "http://user:CONFIDENTIAL@proxy:1/",
                "provided: the-given-key"
            })
    void hidesWhatIsConfidential(String text) {
        assertThat(redaction.apply(text))
                .doesNotContain("CONF", "TIAL", "given")
                .contains("[hidden]");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        String text = "unexpected status 401 Unauthorized: Incorrect API key provided, url: http://127.0.0.1:1/v1";

        assertThat(redaction.apply(text)).isEqualTo(text);
    }

    @Test
    void putsTheTextOnOneLine() {
        assertThat(redaction.apply(" one\r\n\u001b[31mtwo\u0000\tthree ")).isEqualTo("one [31mtwo three");
    }

    @Test
    void keepsBothEndsOfALongText() {
        String shortened = redaction.apply("begin " + "x".repeat(10_000) + " end");

        assertThat(shortened).startsWith("begin").endsWith("end").hasSizeLessThan(520);
    }
}
