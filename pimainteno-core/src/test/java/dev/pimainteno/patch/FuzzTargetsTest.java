package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fuzzer would do with the replies that it starts from; and that its judge would notice what is wrong. */
@Tag("costly")
class FuzzTargetsTest {
    private final FileTree tree = TestFiles.of("x", "a\nb\nc\n", "y", "y\n");
    private final Lines reply = Lines.of("--- a/x\n+++ b/x\n@@\n a\n-b\n+new\n c\n");

    static Stream<byte[]> seeds() {
        return FuzzInput.seeds().stream();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineStandsWhatAFuzzerStartsFrom(byte[] seed) {
        EngineFuzzTarget.fuzzerTestOneInput(seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theReaderStandsWhatAFuzzerStartsFrom(byte[] seed) {
        ReaderFuzzTarget.fuzzerTestOneInput(seed);
    }

    @Test
    void theTargetsTakeNoBytesAtAll() {
        EngineFuzzTarget.fuzzerTestOneInput(new byte[0]);
        ReaderFuzzTarget.fuzzerTestOneInput(new byte[0]);
    }

    @Test
    void theJudgeAcceptsWhatTheReplySays() {
        assertThat(problems(modify("x", "a\nnew\nc\n"))).isEmpty();
    }

    @Test
    void theJudgeNoticesALineThatGoesUnsaid() {
        assertThat(EditOracle.problems(Lines.of("+new\n-b\n"), tree, Edits.of(modify("x", "a\nnew\n"))))
                .containsExactly("line 3 of x is gone, unsaid: c");
    }

    @Test
    void theJudgeNoticesALineThatComesUnsaid() {
        assertThat(problems(modify("x", "a\nnew\nc\nother\n"))).containsExactly("line 4 of x has come, unsaid: other");
    }

    @Test
    void theJudgeNoticesFilesThatAreNotThereOrInTheWay() {
        assertThat(problems(modify("z", "new\n"))).containsExactly("no file z");
        assertThat(problems(FileEdit.create("y", FileMode.REGULAR, new byte[0])))
                .containsExactly("y is in the way");
    }

    private static FileEdit modify(String path, String text) {
        return FileEdit.modify(path, FileMode.REGULAR, text.getBytes(UTF_8));
    }

    private List<String> problems(FileEdit edit) {
        return EditOracle.problems(reply, tree, Edits.of(edit));
    }
}
