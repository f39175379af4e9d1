package dev.pimainteno.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hunks that name no file: the one file in which they have a place, or the new one that the text above names. */
class NamelessHunksTest {
    private static final String NEW = "```diff\n@@ -0,0 +1,2 @@\n+one\n+two\n```\n";
    private static final TestFiles TREE = TestFiles.of("src/a.txt", "1\n2\n", "d/b.txt", "1\n3\n", "empty", "");

    private final PatchEngine engine = PatchEngine.create();

    @Test
    void areOfTheOneFileThatHasTheirLines() {
        assertThat(placed("@@ -1,2 +1,2 @@\n 1\n-2\n+two\n")).isEqualTo("modify src/a.txt");
        assertThat(placed("@@ -1,2 +1,2 @@\n 1\n-3\n+three\n")).isEqualTo("modify d/b.txt");
        assertThat(reasons("@@ -1 +1 @@\n-1\n+one\n")).contains("fit 2 files, d/b.txt, src/a.txt");
        assertThat(reasons("@@ -1 +1 @@\n-4\n+four\n")).contains("fit no file");
    }

    @Test
    void areOfTheFileThatTheTextNamesLastIfSeveralHaveTheirLines() {
        String hunk = "```diff\n@@ -1 +1 @@\n-1\n+one\n```\n";

        assertThat(placed("In b.txt:\n\n" + hunk)).isEqualTo("modify d/b.txt");
        assertThat(placed("Not in d/b.txt, but in src/a.txt:\n\n" + hunk)).isEqualTo("modify src/a.txt");
        assertThat(reasons("In ../b.txt or c.txt:\n\n" + hunk)).contains("fit 2 files");
    }

    @Test
    void fitAFileBestThatHasTheirLinesWithoutChange() {
        TestFiles tree = TestFiles.of("x", "  1\n  2\n", "y", "1\n2\n", "z", "\t1\n\t2\n");

        PatchResult result = engine.read("@@ -1,2 +1,2 @@\n 1\n-2\n+two\n", tree);

        assertThat(PatchResults.text(result)).isEqualTo("1\ntwo\n");
    }

    @Test
    void makeTheFileThatTheTextNamesAndThatIsNotThere() {
        assertThat(placed("Write src/new.txt:\n\n" + NEW)).isEqualTo("create src/new.txt");
        assertThat(placed("Beside `src/a.txt`, write `src/new.txt`:\n\n" + NEW)).isEqualTo("create src/new.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write this:",
                "Write src/a.txt:",
                "Write src/new.txt or src/other.txt:",
                "Write ../new.txt:",
                "Write .git/hooks/new:",
                "Write /new.txt:",
                "Write new.txt:",
                "Write the and/or table:",
                "Write src/new.:"
            })
    void makeNoFileIfTheTextDoesNotNameOneForCertain(String text) {
        assertThat(engine.read(text + "\n\n" + NEW, TREE)).isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void makeNoFileIfTheyHaveAnOldSide() {
        assertThat(engine.read("Write src/new.txt:\n\n" + NEW.replace("-0,0", "-1,0"), TREE))
                .isInstanceOf(PatchResult.Refusal.class);
    }

    private String placed(String reply) {
        return PatchResults.edit(engine.read(reply, TREE));
    }

    private String reasons(String reply) {
        return PatchResults.refusal(engine.read(reply, TREE));
    }
}
