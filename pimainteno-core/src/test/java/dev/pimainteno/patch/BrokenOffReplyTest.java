package dev.pimainteno.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that say less than they announce, and replies whose wrapping only looks broken. */
class BrokenOffReplyTest {
    private static final TestFiles TREE = TestFiles.of("x", "a\nb\nc\nd\ne\n", "y", "a\n");
    private static final String X = "--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n";
    private static final String AFTER = "a\nB\nc\nd\ne\n";

    private final PatchEngine engine = PatchEngine.create();

    @ParameterizedTest
    @ValueSource(strings = {"", "```\n", "```\n\nDone.\n", "END DIFF\n", "\nDone.\n", "\n\nThat is all.\nBye.\n"})
    void isRefusedIfItsLastHunkEndsInAChangeAndHasLessThanItSays(String end) {
        String start = end.startsWith("```") ? "```diff\n" : "";

        assertThat(engine.read(start + "--- a/x\n+++ b/x\n@@ -1,5 +1,6 @@\n a\n-b\n+B\n" + end, TREE))
                .isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void isRefusedIfItIsCutBehindTheContextOfAHunkWithLessThanItSays() {
        String reply = "```diff\n--- a/x\n+++ b/x\n@@ -1,6 +1,9 @@\n a\n-b\n+B\n c\n d\n e\n";

        assertThat(engine.read(reply, TREE)).isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void isRefusedIfNothingSaysWhereAHunkEndsAndOnlyItsStartHasContext() {
        TestFiles tree = TestFiles.of("x", "a\nb\nc\nd\ne\n");
        String cut = "--- a/x\n+++ b/x\n@@\n a\n b\n c\n-d\n";

        assertThat(engine.read(cut, tree)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(engine.read("```diff\n" + cut, tree)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(engine.read(cut.replace("@@\n", "@@ -0,0 +0,0 @@\n"), tree)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(text(tree, "```diff\n" + cut + "```\n")).isEqualTo("a\nb\nc\ne\n");
        assertThat(text(TestFiles.of("x", "a\nb\nc\nd\n"), cut)).isEqualTo("a\nb\nc\n");
        assertThat(text(tree, cut.replace(" a\n", ""))).isEqualTo("a\nb\nc\ne\n");
    }

    @Test
    void isRefusedIfLinesThatItAddsAtTheEndOfAFileAreLessThanItSays() {
        TestFiles tree = TestFiles.of("x", "a\nb\n");
        String cut = "--- a/x\n+++ b/x\n@@ -1,2 +1,9 @@\n a\n b\n+c\n+\n";

        assertThat(engine.read(cut, tree)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(text(tree, cut.replace("+1,9", "+1,4"))).isEqualTo("a\nb\nc\n\n");
    }

    @Test
    void isRefusedIfItsLastLineIsTheIndentationOfALineOfTheFile() {
        TestFiles tree = TestFiles.of("x", "  a\n  b\n  c\n  d\n");
        String cut = "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n   a\n-  b\n+  B\n   c\n ";

        assertThat(engine.read(cut + " ", tree)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(text(tree, cut + "  d")).isEqualTo("  a\n  B\n  c\n  d\n");
    }

    @Test
    void isShortBeforeProseOnlyIfTheFileDoesNotHaveThatText() {
        String reply = "--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n a\n-b\n+B\n\nDone.\n";

        assertThat(text(TestFiles.of("x", "a\nb\n\nDone.\nmore\n"), reply)).isEqualTo("a\nB\n\nDone.\nmore\n");
        assertThat(engine.read(reply, TestFiles.of("x", "a\nb\n"))).isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void isRefusedIfABlankLineBehindItMayBeItsLastOne() {
        assertThat(engine.read("--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a\n+A\n\n", TREE))
                .isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void isRefusedIfProseMakesItsCountsAgree() {
        assertThat(engine.read("--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n a\n-b\n+B\n\nThat is all.\n", TREE))
                .isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void isRefusedIfItsCountsSayThatARemovedLineLacksItsSign() {
        String start = "--- a/x\n+++ b/x\n@@ -1,5 +1,";

        assertThat(engine.read(start + "3 @@\n a\n b\n-c\n d\n e\n", TREE)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(text(start + "5 @@\n a\n b\n-c\n d\n e\n")).isEqualTo("a\nb\nd\ne\n");
        assertThat(text(start + "4 @@\n a\n-b\n+B\n c\n d\n e\n")).isEqualTo(AFTER);
    }

    @Test
    void isRefusedIfItsSummaryNamesMoreFilesThanItHas() {
        String summary = "---\n x | 2 +-\n y | 2 +-\n %d file%s changed, 2 insertions(+), 2 deletions(-)\n\n";

        assertThat(engine.read(summary.formatted(2, "s") + X, TREE)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(text(summary.formatted(1, "") + X)).isEqualTo(AFTER);
    }

    @Test
    void isWholeIfTheEndOfItsFenceHangsOnItsLastLine() {
        assertThat(text("```diff\n" + X.stripTrailing() + "```\n")).isEqualTo(AFTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "apply_patch(\"%s\")", "The patch: %s"})
    void isWholeInOneLineIfItsLineFeedsAreEscaped(String call) {
        TestFiles tree = TestFiles.of("x", "a\nprint('b')\nc\n");
        String reply = "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-print('b')\n+print(\"b\")\n c\n";

        assertThat(text(tree, call.formatted(reply.replace("\"", "\\\"").replace("\n", "\\n"))))
                .isEqualTo("a\nprint(\"b\")\nc\n");
    }

    @Test
    void isNotReadInOneLineIfItsCountsDoNotAgree() {
        String reply =
                "--- a/x\n+++ b/x\n@@ -1,5 +1,5 @@\n a\n-b\n+print(\"B\\n+\")\n c\n d\n e\n".replace("\n", "\\n");

        assertThat(engine.read(reply, TREE)).isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void isReadOutOfJsonInJsonAndOutOfAListOfItsLines() {
        String json = X.replace("\n", "\\n");

        assertThat(text("{\"patch\": \"\\\"" + json.replace("\\", "\\\\") + "\\\"\"}"))
                .isEqualTo(AFTER);
        assertThat(text("{\"patch\": [\"" + X.stripTrailing().replace("\n", "\", \"") + "\"]}"))
                .isEqualTo(AFTER);
    }

    @Test
    void mayHaveAHeaderOverTwoLines() {
        TestFiles tree = TestFiles.of("x", "one:\na\nb\ntwo:\na\nb\n");

        assertThat(text(tree, "--- a/x\n+++ b/x\n@@ -90,2 +90,2 @@\n@@ two: @@\n a\n-b\n+B\n"))
                .isEqualTo("one:\na\nb\ntwo:\na\nB\n");
    }

    @Test
    void namesAFileInTheLabelOfABlocksFence() {
        assertThat(text(
                        TestFiles.of("src/x.sh", "a\n"),
                        "```src/x.sh\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```\n"))
                .isEqualTo("b\n");
    }

    private String text(String reply) {
        return text(TREE, reply);
    }

    private String text(TestFiles tree, String reply) {
        return PatchResults.text(engine.read(reply, tree));
    }
}
