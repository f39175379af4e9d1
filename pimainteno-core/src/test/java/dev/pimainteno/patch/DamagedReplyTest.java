package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.patch.HunkPlacement.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that are wrong in form: what is recovered, by which strategy, and where recovery ends. */
class DamagedReplyTest {
    private static final String FILE = """
            class Till {
                int sum = 0;

                void add(int price) {
                    check(price);
                    sum += price;
                }

                void clear() {
                    sum = 0;
                }
            }
            """;
    private static final String HUNK = """
                 void add(int price) {
                     check(price);
            -        sum += price;
            +        sum += tax(price);
                 }
            """;
    private static final String AFTER = FILE.replace("sum += price", "sum += tax(price)");
    private static final String HEADER = "--- a/src/Till.java\n+++ b/src/Till.java\n";
    private static final TestFiles TREE = TestFiles.of("src/Till.java", FILE, "README.md", "# Till\n");

    private final PatchEngine engine = PatchEngine.create();

    @Test
    void readsColouredBlocks() {
        String block =
                "src/Till.java\n<<<<<<< SEARCH\n        sum += price;\n=======\n        sum += tax(price);\n>>>>>>> REPLACE\n";

        assertThat(edited(block.replaceAll("(?m)^(?=.)", "\u001b[32m").replace("\n", "\u001b[0m\n")))
                .isEqualTo(AFTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i/ w/", "c/ i/", "o/ w/", "1/ 2/"})
    void readsNamesWithTheMnemonicPrefixesOfGit(String prefixes) {
        String old = prefixes.substring(0, 2);
        String now = prefixes.substring(3);

        assertThat(edited("--- " + old + "src/Till.java\n+++ " + now + "src/Till.java\n@@ -4,4 +4,4 @@\n" + HUNK))
                .isEqualTo(AFTER);
        assertThat(engine.read(
                        "--- " + old + "src/Till.java\n+++ " + now + "README.md\n@@ -4,4 +4,4 @@\n" + HUNK, TREE))
                .isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void readsPastARemarkBetweenNamesAndHunk() {
        assertThat(edited(HEADER + "# hunk 1\n@@ -4,4 +4,4 @@\n" + HUNK)).isEqualTo(AFTER);
        assertThat(edited("```diff\n" + HEADER + "# hunk 1\n@@ -4,4 +4,4 @@\n" + HUNK + "```\n"))
                .isEqualTo(AFTER);
        assertThat(engine.read(HEADER + "+int lost;\n\n@@ -4,4 +4,4 @@\n" + HUNK, TREE))
                .isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void readsNamesOfASecondFileWithBlankLinesAroundThem() {
        TestFiles tree = TestFiles.of("a", "a\nb\n", "d/b", "c\nd\n");
        String reply =
                "--- a/a\n\n+++ b/a\n\n@@ -1,2 +1,2 @@\n a\n-b\n+B\n--- a/d/b\n\n+++ b/d/b\n\n@@ -1,2 +1,2 @@\n c\n-d\n+D\n";

        PatchResult.Placed placed = (PatchResult.Placed) engine.read(reply, tree);

        assertThat(new String(placed.edits().applyTo(tree).content("d/b"), UTF_8))
                .isEqualTo("c\nD\n");
    }

    @Test
    void readsWhatHasABlankLineBehindEveryLineEvenItsHeaders() {
        TestFiles tree = TestFiles.of("x", "}\n\n#ifdef A\n\n# define B\n# define C\n");
        String reply = "--- a/x\n+++ b/x\n@@ -1,6 +1,6 @@\n }\n \n #ifdef A\n-\n+int i;\n # define B\n # define C\n";

        PatchResult.Placed placed = (PatchResult.Placed) engine.read(reply.replace("\n", "\n\n"), tree);

        assertThat(new String(placed.edits().applyTo(tree).content("x"), UTF_8))
                .isEqualTo("}\n\n#ifdef A\nint i;\n# define B\n# define C\n");
    }

    @Test
    void readsAHunkWithoutHeaderBelowNamesWithoutABlank() {
        assertThat(edited("---a/src/Till.java\n+++b/src/Till.java\n" + HUNK)).isEqualTo(AFTER);
    }

    @Test
    void readsDoubledLineFeedsAlthoughTheCountsAreWrong() {
        TestFiles tree = TestFiles.of("x", "a {\n    b\n    c\n    d\n}\n");
        String reply = "--- a/x\n+++ b/x\n@@ -2,2 +2,3 @@\n     b\n     c\n+    new\n     d\n }\n";

        assertThat(edited(tree, reply.replace("\n", "\n\n"))).isEqualTo("a {\n    b\n    c\n    new\n    d\n}\n");
    }

    @Test
    void takesNoProseForStaleContextAndTheBlankLineBeforeItForAnAddedOne() {
        TestFiles tree = TestFiles.of("x", "a\nb\nc\nd\n");
        String reply = "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n a\n a\n b\n c\n-d\n+D\n\nThat is all.\n";

        assertThat(edited(tree, reply)).isEqualTo("a\nb\nc\nD\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@@",
                "@@ @@",
                "@@ ... @@",
                "@@ -4 +4 @@",
                "@@ -4,9 +4,2 @@",
                "@@-4,4+4,4@@",
                "@@ -4,4 +4,4",
                "@@ line 4 @@",
                "@@ -90,4 +90,4 @@ class Till {",
                "@@ class Till { @@"
            })
    void readsHunksUnderAnyHeader(String header) {
        assertThat(edited(HEADER + header + "\n" + HUNK)).isEqualTo(AFTER);
    }

    @Test
    void readsAHunkWithoutAHeaderBelowTheNames() {
        assertThat(edited(HEADER + HUNK)).isEqualTo(AFTER);
    }

    @Test
    void takesRepliesOutOfTheirMargins() {
        String diff = "```diff\n" + HEADER + "@@ -4,4 +4,4 @@\n" + HUNK + "```\n";

        assertThat(edited("- Apply:\n\n" + diff.indent(2))).isEqualTo(AFTER);
        assertThat(edited("patch: |\n" + (HEADER + "@@ ... @@\n" + HUNK).indent(4)))
                .isEqualTo(AFTER);
        assertThat(edited("Patch:\n\n" + diff.replaceAll("(?m)^", "> "))).isEqualTo(AFTER);
    }

    @Test
    void undoesEscapesOnlyIfTheFileSaysSo() {
        TestFiles tree = TestFiles.of("x", "if (a < b) {\n}\n");
        String reply = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-if (a &lt; b) {\n+if (a &gt; b) {\n }\n";

        assertThat(edited(tree, reply)).isEqualTo("if (a > b) {\n}\n");
        assertThat(edited(TestFiles.of("x", "a &lt; b\n"), "--- a/x\n+++ b/x\n@@\n-a &lt; b\n+a &gt; b\n"))
                .isEqualTo("a &gt; b\n");
        assertThat(edited(tree, "--- a/x\n+++ b/x\n@@\n }\n+a &gt; b\n")).isEqualTo("if (a < b) {\n}\na > b\n");
        assertThat(reasons(TestFiles.of("x", "&lt;\n}\n"), "--- a/x\n+++ b/x\n@@\n }\n+a &gt; b\n"))
                .singleElement()
                .asString()
                .contains("it cannot be told whether '&lt;'");
    }

    @Test
    void placesHunksThatAreShiftedAsAWhole() {
        String shifted = HUNK.replaceAll("(?m)^(.) {4}", "$1");

        assertThat(placed(HEADER + "@@\n" + shifted)).isEqualTo(Strategy.INDENTATION);
        assertThat(edited(HEADER + "@@\n" + shifted)).isEqualTo(AFTER);
    }

    @Test
    void leavesAddedLinesAloneIfOnlyContextHasSlipped() {
        String slipped = HUNK.replace("         check(price);", "      check(price);");

        assertThat(placed(HEADER + "@@\n" + slipped)).isEqualTo(Strategy.WHITESPACE);
        assertThat(edited(HEADER + "@@\n" + slipped)).isEqualTo(AFTER);
    }

    @Test
    void dropsTheBlankBehindTheSigns() {
        assertThat(edited(HEADER + "@@\n" + HUNK.replaceAll("(?m)^([-+])", "$1 ")))
                .isEqualTo(AFTER);
    }

    @Test
    void takesTabsForBlanksAndBack() {
        TestFiles tree = TestFiles.of("x", "a:\n\tb:\n\t\tc\n");
        String reply = "--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@\n a:\n     b:\n         c\n+        d\n";

        assertThat(edited(tree, reply)).isEqualTo("a:\n\tb:\n\t\tc\n\t\td\n");
    }

    @Test
    void takesTypographicCharactersForPlainOnes() {
        TestFiles tree = TestFiles.of("x", "say \"it's\" - now\nend\n");
        String reply = "--- a/x\n+++ b/x\n@@\n say \u201cit\u2019s\u201d \u2013 now\n-end\n+END\n";

        assertThat(edited(tree, reply)).isEqualTo("say \"it's\" - now\nEND\n");
    }

    @Test
    void readsBodiesWithoutPrefixes() {
        String bare = HUNK.replaceAll("(?m)^ ", "");

        assertThat(edited(HEADER + "@@ ... @@\n" + bare)).isEqualTo(AFTER);
        assertThat(edited(HEADER + "@@ ... @@\n" + bare + "\nThat is all.\n")).isEqualTo(AFTER);
        assertThat(edited(HEADER + "@@ ... @@\n" + HUNK + "\nWhat changed:\n\n- the sum\n- nothing else\n"))
                .isEqualTo(AFTER);
    }

    @Test
    void addsBlankLinesThatHaveLostTheirSign() {
        String reply = HEADER + "@@\n         sum += price;\n+        log(price);\n\n+        print();\n     }\n";

        assertThat(edited(reply))
                .isEqualTo(FILE.replace("+= price;\n", "+= price;\n        log(price);\n\n        print();\n"));
    }

    @Test
    void believesCountsAboutBlankLinesWithoutASign() {
        String hunk = """
                @@ -1,5 +1,4 @@
                 class Till {
                -    int sum = 0;

                     void add(int price) {
                         check(price);
                """;

        assertThat(edited(HEADER + hunk)).isEqualTo(FILE.replace("    int sum = 0;\n", ""));
        assertThat(reasons(TREE, HEADER + hunk.replace("+1,4", "+1,3")))
                .singleElement()
                .asString()
                .contains("its counts contradict each other");
    }

    @Test
    void passesOverBlankLinesThatTheHunkLeavesOut() {
        String reply = HEADER + "@@\n     int sum = 0;\n     void add(int price) {\n-        check(price);\n";

        assertThat(placed(reply)).isEqualTo(Strategy.BLANK_LINES);
        assertThat(edited(reply)).isEqualTo(FILE.replace("        check(price);\n", ""));
    }

    @Test
    void passesOverWhatTheHunkSaysItLeavesOut() {
        String reply = HEADER + "@@\n class Till {\n-    int sum = 0;\n+    long sum = 0;\n     // ...\n"
                + "     void clear() {\n-        sum = 0;\n+        sum = 0L;\n     }\n";

        assertThat(placed(reply)).isEqualTo(Strategy.SPLIT);
        assertThat(edited(reply))
                .isEqualTo(FILE.replace("int sum", "long sum").replace("        sum = 0;", "        sum = 0L;"));
    }

    @Test
    void passesOverStaleContext() {
        String stale = HUNK.replace("check(price)", "verify(price)");

        assertThat(placed(HEADER + "@@\n" + stale)).isEqualTo(Strategy.STALE_CONTEXT);
        assertThat(edited(HEADER + "@@\n" + stale)).isEqualTo(AFTER);
    }

    @Test
    void refusesStaleLinesThatMatter() {
        assertThat(reasons(TREE, HEADER + "@@\n" + HUNK.replace("-        sum += price", "-        sum += value")))
                .singleElement()
                .asString()
                .contains("hunk 1 of src/Till.java fits nowhere", "`        sum += value;`");
        assertThat(reasons(
                        TREE,
                        HEADER + "@@\n     void add(int price) {\n         verify(price);\n+        log();\n"
                                + "         sum += price;\n     }\n"))
                .hasSize(1);
    }

    @Test
    void choosesBetweenTwinsByTheSectionThatAHeaderQuotes() {
        TestFiles tree = TestFiles.of("x", "void a() {\n    go();\n}\nvoid b() {\n    go();\n}\n");
        String hunk = "-    go();\n+    run();\n";

        assertThat(edited(tree, "--- a/x\n+++ b/x\n@@ void b() { @@\n" + hunk))
                .isEqualTo("void a() {\n    go();\n}\nvoid b() {\n    run();\n}\n");
        assertThat(reasons(tree, "--- a/x\n+++ b/x\n@@ ... @@\n" + hunk))
                .singleElement()
                .asString()
                .contains("fits at 2 or more places");
    }

    @Test
    void readsSearchAndReplaceBlocks() {
        String block = "<<<<<<< SEARCH\n        sum += price;\n=======\n        sum += tax(price);\n>>>>>>> REPLACE\n";

        assertThat(edited("src/Till.java\n```java\n" + block + "```\n")).isEqualTo(AFTER);
        assertThat(edited("### `src/Till.java`\n\n" + block)).isEqualTo(AFTER);
        assertThat(edited("src/Till.java\n" + block.replace("        sum", "sum")))
                .isEqualTo(AFTER);
        assertThat(reasons(TREE, block)).hasSize(1);
        assertThat(reasons(TREE, "src/Till.java\n" + block.replace(">>>>>>> REPLACE\n", "")))
                .hasSize(1);
        assertThat(reasons(TREE, "src/Till.java\n" + block.replace("sum += price", "sum += value")))
                .hasSize(1);
    }

    @Test
    void readsPatchEnvelopes() {
        String update = "*** Begin Patch\n*** Update File: src/Till.java\n@@ void add(int price) {\n" + HUNK
                + "*** Delete File: README.md\n*** Add File: NEWS\n+one\n+\n+two\n*** End Patch\n";

        PatchResult result = engine.read(update, TREE);

        assertThat(result)
                .isInstanceOfSatisfying(
                        PatchResult.Placed.class,
                        placed -> assertThat(placed.edits().files())
                                .extracting(Object::toString)
                                .containsExactly("modify src/Till.java", "delete README.md", "create NEWS"));
        assertThat(reasons(TREE, update.replace("*** End Patch\n", ""))).hasSize(1);
        assertThat(reasons(TREE, update.replace("*** Add File: NEWS", "*** Add File: src/Till.java")))
                .isNotEmpty();
    }

    @Test
    void readsWholeFilesAndNoExcerpts() {
        assertThat(edited("src/Till.java\n```java\n" + AFTER + "```\n")).isEqualTo(AFTER);
        assertThat(edited("```java src/Till.java\n" + AFTER + "```\n")).isEqualTo(AFTER);
        assertThat(reasons(TREE, "```java\n" + AFTER + "```\n")).hasSize(1);
        assertThat(reasons(TREE, "src/Till.java\n```java\n" + HUNK.replaceAll("(?m)^[-+ ]", "") + "```\n"))
                .singleElement()
                .asString()
                .contains("seems to be a part of the file only");
        assertThat(reasons(
                        TREE,
                        "src/Till.java\n```java\n" + AFTER.replace("        check(price);\n", "        // ...\n")
                                + "```\n"))
                .singleElement()
                .asString()
                .contains("leaves something out");
    }

    @Test
    void readsHunksThatJsonNamesTheFileOf() {
        String hunk = ("@@ -4,4 +4,4 @@\n" + HUNK).replace("\n", "\\n");

        assertThat(edited("{\"edits\": [{\"path\": \"src/Till.java\", \"diff\": \"" + hunk + "\"}]}"))
                .isEqualTo(AFTER);
        assertThat(edited("Here:\n\n{\"path\": \"src/Till.java\", \"patch\": \"" + hunk + "\"}\n\nDone."))
                .isEqualTo(AFTER);
    }

    @Test
    void refusesHunksWithoutANameThatFitTwoFilesUnlessTheTextNamesOne() {
        TestFiles tree = TestFiles.of("a/x.txt", "one\ntwo\n", "b/x.txt", "one\ntwo\n");
        String hunk = "```diff\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n```\n";

        assertThat(reasons(tree, hunk)).singleElement().asString().contains("fit 2 files");
        assertThat(engine.read("In `b/x.txt`:\n\n" + hunk, tree))
                .isInstanceOfSatisfying(
                        PatchResult.Placed.class,
                        placed ->
                                assertThat(placed.edits().files().get(0).path()).isEqualTo("b/x.txt"));
    }

    @Test
    void refusesAReplyThatEndsInTheMiddleOfAHunk() {
        String reply =
                "```diff\n" + HEADER + "@@ -1,11 +1,12 @@\n class Till {\n-    int sum = 0;\n+    long sum = 0;\n";

        assertThat(reasons(TREE, reply)).hasSize(1);
        assertThat(reasons(TREE, reply + " \n")).hasSize(1);
        assertThat(reasons(TREE, reply + " \n     void ad")).hasSize(1);
    }

    private Strategy placed(String reply) {
        PatchResult result = engine.read(reply, TREE);
        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        return ((PatchResult.Placed) result).hunks().get(0).strategy();
    }

    private String edited(String reply) {
        return edited(TREE, reply);
    }

    private String edited(TestFiles tree, String reply) {
        return PatchResults.text(engine.read(reply, tree));
    }

    private List<String> reasons(TestFiles tree, String reply) {
        return PatchResults.reasons(engine.read(reply, tree));
    }
}
