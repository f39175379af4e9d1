package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.FileTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of added lines when a reply has damaged them along with the lines around them. */
class AddedLinesTest {
    private static final String FILE = """
            class Till {
                int sum = 0;

                void add(int price) {
                    sum += price;
                }
            }
            """;
    private static final String HEADER = "--- a/Till.java\n+++ b/Till.java\n@@ ... @@\n";
    private static final String INSERTION = """
                 void add(int price) {
            +        check(price);
            +
            +        log(price);
                     sum += price;
            """;
    private static final String AFTER =
            FILE.replace("        sum +=", "        check(price);\n\n        log(price);\n        sum +=");

    private final PatchEngine engine = PatchEngine.create();

    @Test
    void loseABlankThatAllOfThemHaveTooMany() {
        assertThat(edited(INSERTION)).isEqualTo(AFTER);
        assertThat(edited(INSERTION.replaceAll("(?m)^\\+", "+ "))).isEqualTo(AFTER);
        assertThat(edited(INSERTION.replaceAll("(?m)^\\+(?=.)", "+ "))).isEqualTo(AFTER);
    }

    @Test
    void loseTheShiftOfTheirHunkInBlankLinesToo() {
        TestFiles tree = TestFiles.of("x", "  a();\n  b();\n}\n");
        String reply = "--- a/x\n+++ b/x\n@@ -1,3 +1,5 @@\n       a();\n       b();\n+    \n+      c();\n     }\n";

        assertThat(text(tree, reply)).isEqualTo("  a();\n  b();\n\n  c();\n}\n");
    }

    @Test
    void keepABlankThatLinesAroundThemHaveToo() {
        String reply = "--- a/x\n+++ b/x\n@@\n  * deps: a@1\n    - Fix it\n+ * deps: b@2\n \n 4.0.0\n";
        String file = " * deps: a@1\n   - Fix it\n\n4.0.0\n";

        assertThat(text(TestFiles.of("x", file), reply))
                .isEqualTo(" * deps: a@1\n   - Fix it\n * deps: b@2\n\n4.0.0\n");
    }

    @Test
    void keepABlankInAFlatTextWhichATrueDiffMayAdd() {
        TestFiles tree = TestFiles.of("x", "= one\ntext\n= two\n");

        assertThat(text(tree, "--- a/x\n+++ b/x\n@@\n text\n+ = new\n = two\n"))
                .isEqualTo("= one\ntext\n = new\n= two\n");
    }

    @Test
    void keepTheirIndentationWhereOldLinesAloneAreInAnotherMeasure() {
        TestFiles tree = TestFiles.of("x", "f {\n    a();\n    b();\n        c();\n}\n");
        String reply = "--- a/x\n+++ b/x\n@@\n   a();\n-  b();\n+    B();\n";

        assertThat(text(tree, reply)).isEqualTo("f {\n    a();\n    B();\n        c();\n}\n");
        assertThat(text(tree, reply.replace("+    B", "+  B"))).isEqualTo("f {\n    a();\n    B();\n        c();\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " a();\n-b();\n+    B();\n c();\n", // it replaces a line
                " a();\n+    B();\n-b();\n c();\n",
            })
    void standAsTheyAreWhereTheyReplaceALineOfTheSameDepth(String body) {
        TestFiles tree = TestFiles.of("x", "f {\n    a();\n    b();\n    c();\n}\n");

        assertThat(text(tree, "--- a/x\n+++ b/x\n@@\n" + body)).isEqualTo("f {\n    a();\n    B();\n    c();\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " a();\n+    new();\n b();\n", // a statement has ended above
                " - a\n+    - new\n - b\n", // an item between two
                " (\"a\", 1),\n+    (\"new\", 2),\n (\"b\", 3),\n", // an element of a list
                " def a\n+    new\n def b\n",
            })
    void standAsTheyAreBetweenSiblings(String body) {
        String hunk = body.replaceAll("(?m)^[ +] *", "    ");
        TestFiles tree = TestFiles.of("x", "{\n" + hunk.replaceAll("(?m)^.*new.*\n", "") + "}\n");

        assertThat(text(tree, "--- a/x\n+++ b/x\n@@\n" + body)).isEqualTo("{\n" + hunk + "}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " a()\n+    .new()\n b();\n", // goes on with the line above
                " if (a)\n+    new();\n }\n",
                " a {\n+    new();\n }\n",
                " - a\n+    new: 1\n - b\n",
                " f(\u00c5,\n+    new(),\n b\n", // the second byte of this letter ends a line elsewhere
            })
    void areRefusedWhereTheyMayBelongToTheLineAboveAndAllOthersLostTheirIndentation(String body) {
        String before = body.replaceAll("(?m)^\\+.*\n", "").replaceAll("(?m)^ ", "    ");

        assertThat(reasons(TestFiles.of("x", "{\n" + before + "}\n"), "--- a/x\n+++ b/x\n@@\n" + body))
                .singleElement()
                .asString()
                .startsWith("hunk 1 quotes the file without its indentation");
    }

    @Test
    void areRefusedIfShiftedTheyWouldStandWhereNoLineOfTheFileDoes() {
        TestFiles tree = TestFiles.of("x", "a:\n      - b\n      - c\n");
        String reply = "--- a/x\n+++ b/x\n@@\n    - b\n    - c\n+  d:\n+    e\n";

        assertThat(engine.read(reply, tree)).isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void becomeTabsOnlyIfTheirBlanksAreTabsOfTheWidthThatOldLinesShow() {
        TestFiles tree = TestFiles.of("x", "f(a\n\tb)\ng\n");
        String reply = "--- a/x\n+++ b/x\n@@\n f(a\n-  b)\n+       b,\n+c)\n g\n";

        assertThat(reasons(tree, reply))
                .singleElement()
                .asString()
                .startsWith("hunk 1 of x adds `       b,`, indented as no line of the file is");
        assertThat(text(tree, reply.replace("+       b", "+    b"))).isEqualTo("f(a\n\t\tb,\nc)\ng\n");
    }

    @Test
    void areShiftedIntoCodeOfOneMeasureAlthoughTheyStandLikeWhatIsBesideThem() {
        TestFiles tree = TestFiles.of("x", "f {\n        if (a) {\n        }\n}\n");
        String reply = "--- a/x\n+++ b/x\n@@\n     if (a) {\n+        b();\n     }\n";

        assertThat(text(tree, reply)).isEqualTo("f {\n        if (a) {\n            b();\n        }\n}\n");
    }

    @Test
    void standAsTheyAreIfContextAloneIsIndentedAndTheyAreNot() {
        TestFiles tree = TestFiles.of("x", "#if A\n\nint a;\nint b;\n");
        String reply = "--- a/x\n+++ b/x\n@@\n  #if A\n \n+/*\n+ note\n+*/\n  int a;\n  int b;\n";

        assertThat(text(tree, reply)).isEqualTo("#if A\n\n/*\n note\n*/\nint a;\nint b;\n");
    }

    @Test
    void standAsTheyAreIfContextAloneLostItsIndentation() {
        TestFiles tree = TestFiles.of("x", "on:\n  paths:\n    - a\n\njobs:\n  test:\n");
        String reply = "--- a/x\n+++ b/x\n@@\n paths:\n - a\n \n+group:\n+  b: c\n+\n jobs:\n test:\n";

        assertThat(text(tree, reply)).isEqualTo("on:\n  paths:\n    - a\n\ngroup:\n  b: c\n\njobs:\n  test:\n");
    }

    @Test
    void loseWhatLinesOfTheReplyEndInAlthoughOneIsStaleAndOneHasNoPrefix() {
        TestFiles tree = TestFiles.of("x", "a {\n    b\n    c\n    d\n    e\n}\n");
        String reply = "--- a/x\n+++ b/x\n@@\n was {  \n    b  \n-    c  \n+    C  \n     d  \n     e  \n }  \n";

        assertThat(text(tree, reply)).isEqualTo("a {\n    b\n    C\n    d\n    e\n}\n");
    }

    @Test
    void keepABlankThatIsAllTheyChange() {
        TestFiles tree = TestFiles.of("x", "run a\\\n    -e b\\\n    -e c\nend\n");

        assertThat(text(
                        tree,
                        "--- a/x\n+++ b/x\n@@\n run a\\\n-    -e b\\\n-    -e c\n+     -e b\\\n+     -e c\n end\n"))
                .isEqualTo("run a\\\n     -e b\\\n     -e c\nend\n");
    }

    @Test
    void keepABlankThatLinesOfTheirKindHaveElsewhereInTheFile() {
        TestFiles tree = TestFiles.of("x", "   :a:\n\n.. one\n\n.. two\n");

        assertThat(text(tree, "--- a/x\n+++ b/x\n@@\n .. one\n+   :b:\n \n .. two\n"))
                .isEqualTo("   :a:\n\n.. one\n   :b:\n\n.. two\n");
    }

    @Test
    void areRefusedIfOneLineAloneMayHaveABlankTooMany() {
        assertThat(reasons(HEADER + "     void add(int price) {\n+         check(price);\n         sum += price;\n"))
                .singleElement()
                .asString()
                .contains("one blank more than the lines around them");
    }

    @Test
    void stayIfOneLineOfContextAloneLostItsIndentation() {
        assertThat(text(
                        TestFiles.of("Till.java", FILE),
                        block("sum += price;\n", "        check(price);\n\n        log(price);\nsum += price;\n")))
                .isEqualTo(AFTER);
    }

    @Test
    void areRefusedIfAllLinesAreFlattened() {
        assertThat(reasons(block("sum += price;\n", "if (price > 0) {\nsum += price;\n}\n")))
                .singleElement()
                .asString()
                .contains("indent all of its lines as the file does");
        assertThat(reasons(block(
                        "int sum = 0;\n\nvoid add(int price) {\nsum += price;\n",
                        "int sum = 0;\n\nvoid add(int price) {\ncheck(price);\nsum += price;\n")))
                .singleElement()
                .asString()
                .contains("indent all of its lines as the file does");
    }

    @Test
    void areRefusedIfLinesOfManyDepthsAreFlattened() {
        TestFiles tree = TestFiles.of("x", "- a\n  - b\n  - d\n- e\n");

        assertThat(reasons(
                        tree,
                        "x\n<<<<<<< SEARCH\n- a\n- b\n- d\n- e\n=======\n- a\n- b\n- c\n- d\n- e\n>>>>>>> REPLACE\n"))
                .singleElement()
                .asString()
                .contains("in no one way");
    }

    @Test
    void areRefusedIfTheReplyIndentsByAnotherMeasure() {
        String reply = """
            -    void add(int price) {
            -        sum += price;
            +    void add(long price) {
            +        sum += price;
                 }
            """.replaceAll("(?m)^(.)( +)", "$1$2$2");

        assertThat(reasons(HEADER + reply)).singleElement().asString().contains("in no one way");
    }

    @Test
    void areShiftedWithTheirBlankLinesIfThoseOfTheFileAre() {
        String file = FILE.replace("price) {\n", "price) {\n\n");
        String hunk = INSERTION.replace("price) {\n", "price) {\n \n");
        String all = HEADER + hunk.replaceAll("(?m)^(.)", "$1    ");
        String after = AFTER.replace("price) {\n", "price) {\n\n");

        assertThat(text(TestFiles.of("Till.java", file), all)).isEqualTo(after);
        assertThat(text(TestFiles.of("Till.java", file), all.replace("\n     \n", "\n \n")))
                .isEqualTo(after.replace("check(price);\n\n", "check(price);\n    \n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\u200b"})
    void loseWhatAllLinesOfTheReplyEndIn(String tail) {
        assertThat(edited(INSERTION.replaceAll("(?m)(?<=.)$", tail).replace("+" + tail, "+")))
                .isEqualTo(AFTER);
    }

    @Test
    void loseTheLineBreaksOfMarkdown() {
        assertThat(text(TestFiles.of("Till.java", FILE), (HEADER + INSERTION).replace("\n", "  \n")))
                .isEqualTo(AFTER);
    }

    @Test
    void areRefusedIfTheyHaveTypographyThatTheReplyPutIntoOldLines() {
        TestFiles tree = TestFiles.of("x", "say(\"a\");\nend\n");
        String reply = "--- a/x\n+++ b/x\n@@\n-say(\u201ca\u201d);\n+say(%s);\n end\n";

        assertThat(text(tree, reply.formatted("\"b\""))).isEqualTo("say(\"b\");\nend\n");
        assertThat(reasons(tree, reply.formatted("\u201cb\u201d")))
                .singleElement()
                .asString()
                .contains("typographic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// ... existing code ...",
                "# ... rest of the function ...",
                "// rest unchanged",
                "// all other methods ...",
                "// existing code",
                "/* unchanged methods */",
                "# (rest of the code remains the same)",
                "<!-- ... other sections unchanged ... -->"
            })
    void areRefusedIfTheyStandForOthers(String words) {
        assertThat(reasons(HEADER + "     void add(int price) {\n+        " + words + "\n         sum += price;\n"))
                .singleElement()
                .asString()
                .contains("left out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# restart",
                "...",
                "// Other: see below",
                "return existing;",
                "# Other files and folders",
                "# Previous releases",
                "// the rest of this line is a comment",
                "// same check for join",
                "// Other blocks are uncompressed."
            })
    void areMeantIfTheyOnlyLookAFewWordsAlike(String words) {
        assertThat(edited("     void add(int price) {\n+        " + words + "\n         sum += price;\n"))
                .contains(words);
    }

    @Test
    void areRefusedInAStyleThatOnlyTheReplyHas() {
        TestFiles tree = TestFiles.of("x", "a\n    b\nc\nd\n");
        String reply = "--- a/x\n+++ b/x\n@@\n a\n-\tb\n+    e\n c\n@@\n c\n+\tf\n d\n";

        assertThat(reasons(tree, reply)).singleElement().asString().contains("as no line of the file is");
    }

    @Test
    void takeTheEncodingOfAFileThatIsLatin() {
        FileTree tree = FileTree.of(Map.of("x", "caf\u00e9\nend\n".getBytes(ISO_8859_1)));
        String reply = "--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n caf\u00e9\n+%s\n end\n";

        PatchResult result = engine.read(reply.formatted("\u00fcber"), tree);

        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        assertThat(((PatchResult.Placed) result).edits().files().get(0).content())
                .isEqualTo("caf\u00e9\n\u00fcber\nend\n".getBytes(ISO_8859_1));
        assertThat(reasons(tree, reply.formatted("\u20ac")))
                .singleElement()
                .asString()
                .contains("ISO 8859-1");
    }

    @Test
    void areOneLineEachIfTheReplyDoublesItsLines() {
        assertThat(edited(INSERTION.replace("\n", "\n\n"))).isEqualTo(AFTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@@ -1,5 +1,6 @@", "@@ ... @@"})
    void standAmongBlankLinesIfTheFileDoublesItsLines(String header) {
        String reply = "--- a/x\n+++ b/x\n" + header + "\n a\n\n+x\n\n b\n\n";

        assertThat(text(TestFiles.of("x", "a\n\n\nb\n\nc\n"), reply)).isEqualTo("a\n\nx\n\nb\n\nc\n");
    }

    @Test
    void areNotLostIfOneHasNoSign() {
        String reply = "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n a\n-version 1\n version 2\n b\n c\n d\n";

        assertThat(reasons(TestFiles.of("x", "a\nversion 1\nb\nc\nd\n"), reply)).isNotEmpty();
    }

    private static String block(String search, String replace) {
        return "Till.java\n<<<<<<< SEARCH\n" + search + "=======\n" + replace + ">>>>>>> REPLACE\n";
    }

    private String edited(String hunk) {
        return text(TestFiles.of("Till.java", FILE), HEADER + hunk);
    }

    private String text(FileTree tree, String reply) {
        return PatchResults.text(engine.read(reply, tree));
    }

    private List<String> reasons(String reply) {
        return reasons(TestFiles.of("Till.java", FILE), reply);
    }

    private List<String> reasons(FileTree tree, String reply) {
        return PatchResults.reasons(engine.read(reply, tree));
    }
}
