package dev.pimainteno.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreedWordTest {
    private final AgreedWord word = new AgreedWord("NOTHING_WORTH_DOING");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOTHING_WORTH_DOING",
                "  nothing_worth_doing.\n\n",
                "**NOTHING_WORTH_DOING**",
                "```\nNOTHING_WORTH_DOING\n```",
                "```text\nNothing worth doing!\n```\n",
                "\u001B[1mNOTHING_WORTH_DOING\u001B[0m",
                "`NOTHING-WORTH-DOING`\r\n"
            })
    void isHeardThroughSlips(String reply) {
        assertThat(word.reasonIn(reply)).contains("");
    }

    @Test
    void isHeardAsTheLastLineWithTheReasonBeforeIt() {
        assertThat(word.reasonIn("The code is small\nand correct.\n\nNOTHING_WORTH_DOING\n"))
                .contains("The code is small and correct.");
    }

    @Test
    void isHeardWithTheReasonBehindIt() {
        assertThat(word.reasonIn("NOTHING_WORTH_DOING: all is well.")).contains("all is well.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I would not say NOTHING_WORTH_DOING here.",
                "NOTHING_WORTH_DOING\nBut then again, look at line 3.",
                "--- a/x\n+++ b/x\n@@ ... @@\n-a\n+b\n\nNOTHING_WORTH_DOING",
                "```diff\n@@ -1 +1 @@\n-a\n+b\n```\nNOTHING_WORTH_DOING",
                "--- a/x\r\n+++ b/x\r\nNOTHING_WORTH_DOING",
                "*** Begin Patch\nNOTHING_WORTH_DOING"
            })
    void isNotHeardInOtherWordsOrBesideADiff(String reply) {
        assertThat(word.reasonIn(reply)).isEmpty();
    }

    @Test
    void cutsALongReason() {
        assertThat(word.reasonIn("x".repeat(10_000) + "\nNOTHING_WORTH_DOING"))
                .hasValueSatisfying(reason -> assertThat(reason).hasSizeLessThanOrEqualTo(500));
    }
}
