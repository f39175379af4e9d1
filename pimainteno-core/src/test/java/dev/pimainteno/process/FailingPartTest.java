package dev.pimainteno.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingPartTest {

    @Test
    void takesOutWhatTerminalsActOn() {
        assertThat(FailingPart.of("one\u001B[31m red\u001B[0m\r\nbell\u0007\ttab\0\n\n\n"))
                .containsExactly("one red", "bell\ttab");
    }

    @Test
    void keepsTheBeginningAndTheEndOfWhatTellsNothing() {
        List<String> part = FailingPart.of("first\n" + "x\n".repeat(500) + "last");

        assertThat(part).hasSizeBetween(75, 80).startsWith("first", "x").endsWith("x", "last");
        assertThat(part).filteredOn(line -> line.startsWith("[...")).hasSize(1);
    }

    @Test
    void staysWithinBytes() {
        List<String> part = FailingPart.of(("é".repeat(400) + "\n").repeat(50));

        assertThat(String.join("\n", part).getBytes(UTF_8)).hasSizeBetween(4_000, 6 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ERROR]   TillTest.adds:12 expected: <4> but was: <5>",
                "src/Till.java:7: error: ';' expected",
                "till.c:7:3: fatal error: till.h: No such file or directory",
                "error[E0308]: mismatched types",
                "src/till.ts(7,3): error TS2304: Cannot find name 'x'.",
                "./till.go:7:2: undefined: x",
                "--- FAIL: TestAdds (0.00s)",
                "thread 'adds' panicked at src/lib.rs:7:5:",
                "E       assert 5 == 4",
                "FAILED tests/test_till.py::test_adds - assert 5 == 4",
                "not ok 3 - adds",
                "  \u25cf till \u203a adds",
                "npm ERR! code ELIFECYCLE",
                "> Task :test FAILED",
                "make: *** [Makefile:3: test] Error 1",
                "java.lang.IllegalStateException: closed"
            })
    void findsWhatTellsWhyInTheMiddleOfMuchElse(String telling) {
        List<String> part = FailingPart.of(
                "step\n".repeat(3_000) + "before\n" + telling + "\nbehind\n" + "step\n".repeat(3_000) + "the end");

        assertThat(part)
                .containsSequence("before", telling, "behind")
                .endsWith("the end")
                .hasSizeLessThan(80);
    }

    @Test
    void keepsTheFirstOfManyErrors() {
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            output.append("Till.java:").append(i).append(": error: no\n");
        }

        List<String> part = FailingPart.of(output.append("1000 errors").toString());

        assertThat(part)
                .startsWith("Till.java:0: error: no")
                .endsWith("1000 errors")
                .hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void showsNoSecret() {
        assertThat(FailingPart.of("error: password=hunter2hunter2 is wrong"))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void cutsALongLine() {
        assertThat(FailingPart.of("👍".repeat(5_000)))
                .singleElement()
                .asString()
                .hasSize(1_002)
                .endsWith("👍 …");
    }

    @Test
    void isEmptyForAnEmptyOutput() {
        assertThat(FailingPart.of("\n \n")).isEmpty();
    }
}
