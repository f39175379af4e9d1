package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchEngineTest {
    private static final String FILE = "one\ntwo\nthree\nfour\nfive\n";
    private static final String DIFF = "--- a/x.txt\n+++ b/x.txt\n@@ -2,3 +2,3 @@\n two\n-three\n+THREE\n four\n";

    private final PatchEngine engine = PatchEngine.create();

    @Test
    void placesAHunkAtTheLineThatItNames() {
        PatchResult.Placed placed = place(TestFiles.of("x.txt", FILE), DIFF);

        assertThat(placed.edits().files())
                .containsExactly(FileEdit.modify("x.txt", FileMode.REGULAR, bytes("one\ntwo\nTHREE\nfour\nfive\n")));
        assertThat(placed.hunks()).containsExactly(new HunkPlacement("x.txt", 1, Strategy.EXACT, 2, 0));
    }

    @Test
    void placesAHunkWithAWrongLineNumberWhereItStandsOnce() {
        PatchResult.Placed placed = place(TestFiles.of("x.txt", FILE), DIFF.replace("-2,3", "-4,3"));

        assertThat(placed.hunks()).containsExactly(new HunkPlacement("x.txt", 1, Strategy.SHIFTED, 2, -2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@@", "@@ @@", "@@ ... @@", "@@ -2,3 +2,3 @@ some heading", "@@ def two():"})
    void takesHeadersOfHunksInManyForms(String header) {
        assertThat(edited(FILE, DIFF.replace("@@ -2,3 +2,3 @@", header))).isEqualTo("one\ntwo\nTHREE\nfour\nfive\n");
    }

    @Test
    void prefersTheNamedLineIfTheSameLinesStandTwice() {
        String twins = "a\nb\nc\n-\na\nb\nc\n";

        assertThat(edited(twins, diff("@@ -5,3 +5,3 @@\n a\n-b\n+B\n c\n"))).isEqualTo("a\nb\nc\n-\na\nB\nc\n");
    }

    @Test
    void refusesAHunkThatFitsTwiceAndNamesBothLines() {
        String twins = "a\nb\nc\n-\na\nb\nc\n";

        assertThat(reasons(twins, diff("@@ -3,3 +3,3 @@\n a\n-b\n+B\n c\n")))
                .singleElement()
                .asString()
                .contains("hunk 1 of x.txt", "[1, 5]");
    }

    @Test
    void saysWhatIsInTheFileWhereAHunkComesNearest() {
        String reply = diff("@@ -2,3 +2,3 @@\n two\n-3\n+THREE\n four\n");

        assertThat(reasons(FILE, reply))
                .containsExactly(
                        "hunk 1 of x.txt fits nowhere; it comes nearest at line 2: the hunk has `3` where line 3 is"
                                + " `three`");
    }

    @Test
    void namesEveryHunkThatFitsNowhere() {
        String reply = diff("@@ -1 +1 @@\n-uno\n+1\n@@ -2 +2 @@\n-dos\n+2\n");

        assertThat(reasons(FILE, reply))
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).contains("fits nowhere"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2,4 +2,3", "-2,2 +2,3", "-2,3 +2,4", "-2,3 +2,2", "-2,0 +2,0"})
    void overlooksCountsThatDisagreeWithTheBody(String counts) {
        assertThat(edited(FILE, DIFF.replace("-2,3 +2,3", counts))).isEqualTo("one\ntwo\nTHREE\nfour\nfive\n");
    }

    @Test
    void refusesAHunkThatIsShorterThanItSaysAndEndsInAChange() {
        assertThat(reasons(FILE, diff("@@ -2,4 +2,5 @@\n two\n-three\n+THREE\n")))
                .containsExactly("hunk 1 of x.txt ends with less than its header says, or without an end: the reply"
                        + " breaks off");
    }

    @Test
    void takesHunksInAnyOrder() {
        String reply = diff("@@ -4 +4 @@\n-four\n+4\n@@ -1 +1 @@\n-one\n+1\n");

        assertThat(edited(FILE, reply)).isEqualTo("1\ntwo\nthree\n4\nfive\n");
    }

    @Test
    void joinsHunksThatShareContext() {
        String reply = diff("@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n@@ -2,3 +2,3 @@\n two\n three\n-four\n+4\n");

        assertThat(edited(FILE, reply)).isEqualTo("one\n2\nthree\n4\nfive\n");
    }

    @Test
    void refusesTwoChangesOfTheSameLine() {
        String reply = diff("@@ -1,2 +1,2 @@\n one\n-two\n+2\n@@ -2,2 +2,2 @@\n-two\n+zwei\n three\n");

        assertThat(reasons(FILE, reply)).containsExactly("hunks 1 and 2 of x.txt both change line 2 of the file");
    }

    @Test
    void readsPartsThatChangeTheSameFileAsOne() {
        String reply = diff("@@ -4 +4 @@\n-four\n+4\n") + diff("@@ -1 +1 @@\n-one\n+1\n");

        assertThat(edited(FILE, reply)).isEqualTo("1\ntwo\nthree\n4\nfive\n");
    }

    @Test
    void countsAHunkThatIsRepeatedWordForWordOnce() {
        assertThat(edited(FILE, DIFF + DIFF)).isEqualTo("one\ntwo\nTHREE\nfour\nfive\n");
    }

    @Test
    void takesTheLineNumberForEvidenceAlthoughTheFirstLineIsStale() {
        String twin = "    run() {\n        say(\"print\");\n    }\n";
        TestFiles tree = TestFiles.of("x", "print {\n" + twin + "}\necho {\n" + twin + "}\n");
        String hunk = " was {\n     run() {\n-        say(\"print\");\n+        say(\"echo\");\n     }\n }\n";

        assertThat(PatchResults.text(engine.read("--- a/x\n+++ b/x\n@@ -6,5 +6,5 @@\n" + hunk, tree)))
                .isEqualTo("print {\n" + twin + "}\necho {\n" + twin.replace("print", "echo") + "}\n");
        assertThat(engine.read("--- a/x\n+++ b/x\n@@ -16,5 +16,5 @@\n" + hunk, tree))
                .isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void takesTwoHunksOfTheSameLinesWithoutNumbersForOneOnlyIfTheyHaveOnePlace() {
        String hunk = "@@\n x\n-b\n y\n";
        String reply = "--- a/x\n+++ b/x\n@@\n-1\n x\n" + hunk + "@@\n y\n-2\n" + hunk;

        assertThat(engine.read(reply, TestFiles.of("x", "1\nx\nb\ny\n2\nx\nb\ny\n")))
                .isInstanceOf(PatchResult.Refusal.class);
        assertThat(PatchResults.text(engine.read(reply, TestFiles.of("x", "1\nx\nb\ny\n2\nz\n"))))
                .isEqualTo("x\ny\nz\n");
    }

    @Test
    void refusesAnInsertionWithoutContext() {
        assertThat(reasons(FILE, diff("@@ -2,0 +3 @@\n+2.5\n")))
                .singleElement()
                .asString()
                .contains("hunk 1 of x.txt only adds lines");
    }

    @Test
    void fillsAnEmptyFile() {
        assertThat(edited("", diff("@@ -0,0 +1,2 @@\n+one\n+two\n"))).isEqualTo("one\ntwo\n");
    }

    @Test
    void refusesAChangeThatChangesNothing() {
        assertThat(reasons(FILE, diff("@@ -1 +1 @@\n-one\n+one\n")))
                .containsExactly("the reply changes nothing: the files say already what it wants them to say");
        assertThat(reasons(FILE, diff("@@ -1,2 +1,2 @@\n one\n two\n")))
                .containsExactly("hunk 1 of x.txt adds and removes nothing");
    }

    @Test
    void refusesAllIfOneFileDoesNotFit() {
        PatchResult result = engine.read(DIFF + DIFF.replace("x.txt", "y.txt"), TestFiles.of("x.txt", FILE));

        assertThat(result).isEqualTo(new PatchResult.Refusal(List.of("there is no file y.txt")));
    }

    @Test
    void makesMovesAndDeletesFiles() {
        TestFiles tree = TestFiles.of("old.txt", "a\nb\n", "gone.txt", "x\n").with("old.txt", FileMode.EXECUTABLE);
        String reply = """
                diff --git a/old.txt b/new.txt
                similarity index 50%
                rename from old.txt
                rename to new.txt
                --- a/old.txt
                +++ b/new.txt
                @@ -1,2 +1,2 @@
                 a
                -b
                +B
                diff --git a/gone.txt b/gone.txt
                deleted file mode 100644
                --- a/gone.txt
                +++ /dev/null
                @@ -1 +0,0 @@
                -x
                diff --git a/made.txt b/made.txt
                new file mode 100644
                --- /dev/null
                +++ b/made.txt
                @@ -0,0 +1 @@
                +made
                """;

        assertThat(place(tree, reply).edits().files())
                .containsExactly(
                        FileEdit.move("old.txt", "new.txt", FileMode.EXECUTABLE, bytes("a\nB\n")),
                        FileEdit.delete("gone.txt"),
                        FileEdit.create("made.txt", FileMode.REGULAR, bytes("made\n")));
    }

    @Test
    void keepsAMissingFinalNewlineUnlessAHunkSpeaksOfIt() {
        String marker = "\\ No newline at end of file\n";

        assertThat(edited("a\nb", diff("@@ -1,2 +1,2 @@\n a\n-b\n+c\n"))).isEqualTo("a\nc");
        assertThat(edited("a\nb", diff("@@ -1,2 +1,2 @@\n a\n-b\n" + marker + "+c\n")))
                .isEqualTo("a\nc\n");
        assertThat(edited("a\nb\n", diff("@@ -1,2 +1,2 @@\n a\n-b\n+c\n" + marker)))
                .isEqualTo("a\nc");
        assertThat(edited("a\nb", diff("@@ -1,2 +1,3 @@\n a\n b\n+c\n"))).isEqualTo("a\nb\nc");
    }

    @Test
    void believesTheFileAboutItsEnd() {
        String reply = diff("@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n");

        assertThat(edited("a\nb\n", reply)).isEqualTo("a\nc\n");
    }

    @Test
    void givesAddedLinesTheLineEndsOfTheirNeighbours() {
        assertThat(edited("a\r\nb\r\nc\nd\n", diff("@@ -1,4 +1,5 @@\n a\n-b\n+B\n c\n+C\n d\n")))
                .isEqualTo("a\r\nB\r\nc\nC\nd\n");
    }

    @Test
    void keepsLineEndsThatTheDiffShows() {
        assertThat(edited("a\r\nb\r\nc\r\n", diff("@@ -1,3 +1,3 @@\n a\r\n-b\r\n+B\n c\r\n")))
                .isEqualTo("a\r\nB\nc\r\n");
    }

    @Test
    void takesTheCarriageReturnsOfAReplyForItsOwn() {
        assertThat(edited(FILE, DIFF.replace("\n", "\r\n"))).isEqualTo("one\ntwo\nTHREE\nfour\nfive\n");
    }

    @Test
    void keepsAByteOrderMarkThatTheDiffDoesNotShow() {
        String reply = diff("@@ -1,2 +1,2 @@\n-one\n+ONE\n two\n");

        assertThat(edited("\ufeffone\ntwo\n", reply)).isEqualTo("\ufeffONE\ntwo\n");
        assertThat(edited("\ufeffone\ntwo\n", "\ufeff" + reply)).isEqualTo("\ufeffONE\ntwo\n");
        assertThat(edited("\ufeffone\ntwo\n", reply.replace("-one", "-\ufeffone")))
                .isEqualTo("ONE\ntwo\n");
        assertThat(edited(
                        "\ufeffone\ntwo\n", reply.replace("-one", "-\ufeffone").replace("+ONE", "+\ufeffONE")))
                .isEqualTo("\ufeffONE\ntwo\n");
    }

    @Test
    void editsFilesThatAreNotUtf8() {
        byte[] latin = "caf\u00e9\nend\n".getBytes(ISO_8859_1);
        FileTree tree = FileTree.of(Map.of("x.txt", latin));

        PatchResult asText = engine.read(diff("@@ -2 +2 @@\n-end\n+END\n"), tree);
        PatchResult asBytes =
                engine.read(diff("@@ -1,2 +1,2 @@\n caf\u00e9\n-end\n+END\n").getBytes(ISO_8859_1), tree);

        assertThat(PatchResults.content(asText)).isEqualTo("caf\u00e9\nEND\n".getBytes(ISO_8859_1));
        assertThat(PatchResults.content(asBytes)).isEqualTo("caf\u00e9\nEND\n".getBytes(ISO_8859_1));
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(reasons(FILE, DIFF.replace("THREE", "\ud83d")))
                .containsExactly("the reply holds half of a character (a lone surrogate), which no file can hold");
    }

    private String edited(String file, String reply) {
        return PatchResults.text(engine.read(reply, TestFiles.of("x.txt", file)));
    }

    private PatchResult.Placed place(FileTree tree, String reply) {
        PatchResult result = engine.read(reply, tree);
        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        return (PatchResult.Placed) result;
    }

    private List<String> reasons(String file, String reply) {
        return PatchResults.reasons(engine.read(reply, TestFiles.of("x.txt", file)));
    }

    private static String diff(String hunks) {
        return "--- a/x.txt\n+++ b/x.txt\n" + hunks;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
