package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.patch.HunkLine.Kind;
import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AfterCheckTest {
    private static final FileText FILE = FileText.of("a\nb\nc\nd\n".getBytes(UTF_8));
    private static final PlacedHunk HUNK = new PlacedHunk(
            Hunk.of(
                    1,
                    HunkHint.line(2),
                    List.of(
                            new HunkLine(Kind.CONTEXT, "b", false),
                            new HunkLine(Kind.REMOVED, "c", false),
                            new HunkLine(Kind.ADDED, "C", false))),
            1,
            Strategy.EXACT,
            true);

    @Test
    void acceptsWhatTheHunkMeans() {
        assertThatCode(() -> AfterCheck.check("x", FILE, List.of(HUNK), "a\nb\nC\nd\n"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb\nc\nd\n",
                "a\nb\nc\nC\nd\n",
                "a\nb\nC\nd",
                "a\nb\nC\nd\ne\n",
                "a\nb\nC\n",
                "A\nb\nC\nd\n",
                "a\nB\nC\nd\n",
                "a\nb\nC\r\nd\r\n",
                "a\r\nb\nC\nd\n",
                "b\nC\na\nd\n",
                ""
            })
    void refusesAnythingElse(String result) {
        assertThatThrownBy(() -> AfterCheck.check("x", FILE, List.of(HUNK), result))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesAHunkThatStandsWhereItsOldSideDoesNot() {
        PlacedHunk misplaced = new PlacedHunk(HUNK.hunk(), 0, Strategy.EXACT, true);

        assertThatThrownBy(() -> AfterCheck.check("x", FILE, List.of(misplaced), "a\nC\nc\nd\n"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refusesALostByteOrderMark() {
        FileText marked = FileText.of("\ufeffa\nb\nc\nd\n".getBytes(UTF_8));

        assertThatThrownBy(() -> AfterCheck.check("x", marked, List.of(HUNK), "a\nb\nC\nd\n"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("byte order mark");
    }
}
