package dev.pimainteno.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTailTest {

    @Test
    void takesOutWhatTerminalsActOn() {
        assertThat(OutputTail.of("one\u001B[31m red\u001B[0m\r\nbell\u0007\ttab\0\n\n\n"))
                .containsExactly("one red", "bell\ttab");
    }

    @Test
    void keepsTheLastLines() {
        List<String> tail = OutputTail.of("x\n".repeat(500) + "last");

        assertThat(tail).hasSize(80).endsWith("x", "last");
    }

    @Test
    void keepsTheLastBytes() {
        List<String> tail = OutputTail.of(("é".repeat(400) + "\n").repeat(50));

        assertThat(String.join("\n", tail).getBytes(UTF_8)).hasSizeBetween(5_000, 6 * 1024);
    }

    @Test
    void cutsALongLine() {
        assertThat(OutputTail.of("👍".repeat(5_000)))
                .singleElement()
                .asString()
                .hasSize(1_002)
                .endsWith("👍 …");
    }

    @Test
    void isEmptyForAnEmptyOutput() {
        assertThat(OutputTail.of("\n \n")).isEmpty();
    }
}
