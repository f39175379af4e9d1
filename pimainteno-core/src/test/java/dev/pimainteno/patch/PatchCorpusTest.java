package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.patch.CorpusSandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the engine over replies as models write them, in directories, and judges what is on disk afterwards. */
class PatchCorpusTest {
    /** How many cases the engine recovers. Raise it with the engine; it never goes down. */
    private static final int RECOVERED = 135;

    private static final Map<CorpusCase, Outcome> OUTCOMES = new TreeMap<>(Comparator.comparing(CorpusCase::id));

    @BeforeAll
    static void runAllCases(@TempDir Path directory) throws IOException {
        for (CorpusCase corpusCase : CorpusCase.all()) {
            CorpusSandbox sandbox =
                    CorpusSandbox.of(corpusCase, Files.createDirectory(directory.resolve(corpusCase.id())));
            OUTCOMES.put(corpusCase, sandbox.judge(edit(corpusCase, sandbox.tree())));
        }
    }

    @Test
    void seesTheWholeCorpus() {
        assertThat(OUTCOMES).hasSize(176);
        assertThat(cases("recover")).hasSize(135);
        assertThat(cases("refuse")).hasSize(38);
    }

    @Test
    void neverEditsWrongly() {
        assertThat(OUTCOMES).doesNotContainValue(Outcome.WRONG);
    }

    @Test
    void neverClaimsAnEditThatItDidNotMake() {
        assertThat(OUTCOMES).doesNotContainValue(Outcome.FALSE_OK);
    }

    @Test
    void neverLeavesATraceOfWhatItRefuses() {
        assertThat(OUTCOMES).doesNotContainValue(Outcome.MESS);
    }

    @Test
    void neverTouchesAnythingOutsideOfTheTree() {
        assertThat(OUTCOMES).doesNotContainValue(Outcome.ESCAPE);
    }

    @Test
    void refusesWhatMustBeRefused() {
        assertThat(cases("refuse"))
                .allSatisfy((corpusCase, outcome) ->
                        assertThat(outcome).as(corpusCase.toString()).isEqualTo(Outcome.REFUSED));
    }

    @Test
    void recoversAtLeastAsManyAsItDid() {
        assertThat(cases("recover").values().stream().filter(Outcome.RECOVERED::equals))
                .hasSizeGreaterThanOrEqualTo(RECOVERED);
    }

    private static boolean edit(CorpusCase corpusCase, Path tree) {
        byte[] reply = corpusCase.reply();
        PatchResult result = PatchEngine.create().read(reply, FolderTree.open(tree));
        String text = new String(reply, UTF_8);
        if (Arrays.equals(text.getBytes(UTF_8), reply)) {
            assertThat(PatchEngine.create().read(text, FolderTree.open(tree)))
                    .as("the same reply as text: %s", corpusCase)
                    .isEqualTo(result);
        }
        if (result instanceof PatchResult.Placed placed) {
            FolderEditor.open(tree).write(placed.edits());
            return true;
        }
        return false;
    }

    private static Map<CorpusCase, Outcome> cases(String expect) {
        Map<CorpusCase, Outcome> cases = new TreeMap<>(Comparator.comparing(CorpusCase::id));
        cases.putAll(OUTCOMES);
        cases.keySet().removeIf(corpusCase -> !corpusCase.expect().equals(expect));
        return cases;
    }
}
