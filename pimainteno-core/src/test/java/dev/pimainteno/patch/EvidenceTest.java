package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hunks that fit several places equally well: what decides between them, and what does not. */
class EvidenceTest {
    /** {@code go();} stands in lines 2, 5, 8 and 11. */
    private static final TestFiles TREE = TestFiles.of("x", "a\ngo();\nb\nc\ngo();\nd\ne\ngo();\nf\ng\ngo();\nh\n");

    private static final String GO = "-go();\n+run();\n";
    private static final String NAMES = "--- a/x\n+++ b/x\n";
    private final PatchEngine engine = PatchEngine.create();

    @ParameterizedTest
    @CsvSource({"2", "5", "8", "11"})
    void isTheLineThatTheHeaderNames(int line) {
        assertThat(changed("@@ -%d +%d @@\n".formatted(line, line) + GO)).containsExactly(line);
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "9", "12"})
    void isNoLineBesideIt(int line) {
        assertThat(reasons("@@ -%d +%d @@\n".formatted(line, line) + GO)).contains("fits at 4 or more places");
    }

    @Test
    void isTheSectionAboveThePlaceUnlessAnotherOneStartsBetween() {
        TestFiles tree = TestFiles.of("x", "void a() {\n    go();\n}\nvoid b() {\n    go();\n}\nvoid c() {\n}\n");
        String hunk = "-    go();\n+    run();\n";

        assertThat(changed(tree, "@@ -9 +9 @@ void a() {\n" + hunk)).containsExactly(2);
        assertThat(changed(tree, "@@ -9 +9 @@ void b() {\n" + hunk)).containsExactly(5);
        assertThat(reasons(tree, "@@ -9 +9 @@ void c() {\n" + hunk)).contains("fits at 2 or more places");
        assertThat(reasons(tree, "@@ -9 +9 @@ void d() {\n" + hunk)).contains("fits at 2 or more places");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "_", "$", "@", "#", "[", "\u00e9"})
    void isASectionThatEndsWhereAnotherPartStarts(String start) {
        TestFiles tree = TestFiles.of("x", "part one\n    go();\n" + start + "other\n    go();\n");

        assertThat(changed(tree, "@@ part one @@\n-    go();\n+    run();\n")).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "-", "*", "1", "", "    x", "  // y"})
    void isASectionThatGoesOnPastOtherLines(String line) {
        TestFiles tree = TestFiles.of("x", "part one\n    go();\n" + line + "\n    go();\n");

        assertThat(reasons(tree, "@@ part one @@\n-    go();\n+    run();\n")).contains("fits at 2 or more places");
    }

    @Test
    void isASectionWhoseFirstLineTheHeaderCutsShort() {
        TestFiles tree = TestFiles.of("x", "void a() {\n    go();\n}\nvoid twentyLetters(int first) {\n    go();\n}\n");
        String hunk = "-    go();\n+    run();\n";

        assertThat(changed(tree, "@@ void twentyLetters(in @@\n" + hunk)).containsExactly(5);
        assertThat(reasons(tree, "@@ void twentyLetters(i @@\n" + hunk)).contains("fits at 2 or more places");
    }

    @Test
    void isHowFarAllOthersAreFromTheLinesThatTheyName() {
        String moved = "@@ -3 +3 @@\n-a\n+A\n@@ -8 +8 @@\n-d\n+D\n";

        assertThat(changed(moved + "@@ -10 +10 @@\n" + GO)).containsExactly(1, 6, 8);
        assertThat(reasons(moved + "@@ -9 +9 @@\n" + GO)).contains("fits at 4 or more places");
        assertThat(reasons("@@ -3 +3 @@\n-a\n+A\n@@ -9 +9 @@\n-d\n+D\n@@ -10 +10 @@\n" + GO))
                .as("where the others do not agree")
                .contains("fits at 4 or more places");
    }

    @Test
    void isTheLineThatTheHeaderNamesUnlessTheOthersLeadToAnotherPlace() {
        String others = "@@ -%d +%d @@\n-a\n+A\n@@ -%d +%d @@\n-d\n+D\n@@ -8 +8 @@\n" + GO;

        assertThat(changed(others.formatted(3, 3, 8, 8)))
                .as("line 6, as the others have it, is another")
                .containsExactly(1, 6, 8);
        assertThat(reasons(others.formatted(4, 4, 9, 9)))
                .contains("stands at its line 8 and -3 lines from there as well");
        assertThat(changed(others.formatted(4, 4, 8, 8)))
                .as("the others do not agree")
                .containsExactly(1, 6, 8);
    }

    @Test
    void isTheOrderOfTheHunks() {
        String first = "@@\n-b\n+B\n";
        String last = "@@\n-d\n+D\n";

        assertThat(changed(first + "@@\n" + GO + last)).containsExactly(3, 5, 6);
        assertThat(reasons(first + "@@\n" + GO + "@@\n-f\n+F\n"))
                .as("two between them")
                .contains("fits at 4 or more places");
        assertThat(reasons(first + last + "@@\n" + GO)).as("none behind").contains("fits at 4 or more places");
        assertThat(reasons("@@\n" + GO + first + last)).as("none before").contains("fits at 4 or more places");
        assertThat(reasons(last + "@@\n" + GO + first)).as("out of order").contains("fits at 4 or more places");
        assertThat(reasons("@@\n-f\n+F\n@@\n-b\n+B\n@@\n" + GO + last))
                .as("one out of order")
                .contains("fits at 4 or more places");
    }

    @Test
    void mayLeadToThePlaceRightBesideANeighbour() {
        TestFiles tree = TestFiles.of("x", "go();\na\ngo();\nb\ngo();\n");

        assertThat(changed(tree, "@@\n-a\n+A\n@@\n" + GO + "@@\n-b\n+B\n")).containsExactly(2, 3, 4);
    }

    @Test
    void isMissingForAnAddedLineThatMayBeContextWithoutAPrefix() {
        TestFiles tree = TestFiles.of("x", "a\n+b\nc\n");

        assertThat(reasons(tree, "@@ ... @@\n-a\n+b\n"))
                .contains("adds `b`, or has the line `+b` of the file as context without a prefix");
        assertThat(reasons(tree, "@@ ... @@\n+b\n-c\n")).contains("as context without a prefix");
        assertThat(PatchResults.text(engine.read(NAMES + "@@ -1 +1,2 @@\n a\n+b\n", tree)))
                .isEqualTo("a\nb\n+b\nc\n");
        assertThat(PatchResults.text(engine.read(NAMES + "@@ ... @@\n-a\n+d\n", tree)))
                .isEqualTo("d\n+b\nc\n");
    }

    private List<Integer> changed(String hunks) {
        return changed(TREE, hunks);
    }

    /** Returns which lines of the file say something else, from 1. */
    private List<Integer> changed(TestFiles tree, String hunks) {
        List<String> before = new String(tree.content("x"), UTF_8).lines().toList();
        List<String> after =
                PatchResults.text(engine.read(NAMES + hunks, tree)).lines().toList();
        assertThat(after).hasSameSizeAs(before);
        return IntStream.range(0, before.size())
                .filter(i -> !before.get(i).equals(after.get(i)))
                .mapToObj(i -> i + 1)
                .toList();
    }

    private String reasons(String hunks) {
        return reasons(TREE, hunks);
    }

    private String reasons(TestFiles tree, String hunks) {
        return PatchResults.refusal(engine.read(NAMES + hunks, tree));
    }
}
