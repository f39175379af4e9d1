package dev.pimainteno.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-proj-abcdefghij0123456789",
                "Authorization: Bearer sk-abcdefghij",
                "ghp_0123456789abcdefghij",
                "github_pat_0123456789",
                "xoxb-0123456789",
                "AKIAIOSFODNN7EXAMPLE"
            })
    void hidesWhatLooksLikeASecret(String text) {
        assertThat(new Quotation(text).quoted()).contains("[looks like a secret, not repeated]");
        assertThat(new Quotation(text).quoted()).doesNotContain("0123", "abcdef", "IOSF");
        assertThat(new Quotation(text).looksLikeASecret()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-abcdefghijkl", "risk-management", "/srv/shop", "OPENAI_API_KEY", "sk-1"})
    void showsWhatDoesNot(String text) {
        assertThat(new Quotation(text).quoted()).isEqualTo('"' + text + '"');
        assertThat(new Quotation(text).looksLikeASecret()).isFalse();
    }

    @Test
    void staysOnOneLineAndBounded() {
        assertThat(new Quotation("a\nb\t\r\0\u202e\u2028").plain()).isEqualTo("a\\nb\\t\\r\\u0000\\u202e\\u2028");
        assertThat(new Quotation("x".repeat(81)).plain()).isEqualTo("x".repeat(80) + "...");
        assertThat(new Quotation("x".repeat(80)).plain()).isEqualTo("x".repeat(80));
    }
}
