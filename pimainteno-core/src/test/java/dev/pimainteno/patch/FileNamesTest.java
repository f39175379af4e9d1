package dev.pimainteno.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names in headers: what else than the plain path they may say, and which file is meant. */
class FileNamesTest {
    private static final String HUNK = "@@ -1,2 +1,2 @@\n one\n-two\n+2\n";
    private static final TestFiles TREE = TestFiles.of("src/a.txt", "one\ntwo\n", "README.md", "# A\n");

    private final PatchEngine engine = PatchEngine.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--- src/a.txt\n",
                "+++ b/src/a.txt\n",
                "+++ b/src/a.txt\n--- a/src/a.txt\n",
                "--- a/src/a.txt\n\n+++ b/src/a.txt\n",
                "---a/src/a.txt\n+++b/src/a.txt\n",
                "--- `a/src/a.txt`\n+++ `b/src/a.txt`\n",
                "--- a/src/a.txt (before)\n+++ b/src/a.txt (after)\n",
                "--- a\\src\\a.txt\n+++ b\\src\\a.txt\n",
                "--- src/a.txt.orig\n+++ src/a.txt\n",
                "--- i/src/a.txt\n+++ w/src/a.txt\n",
                "--- a/shop/src/a.txt\n+++ b/shop/src/a.txt\n",
                "--- a/a.txt\n+++ b/a.txt\n",
                "diff --git a/src/a.txt b/src/a.txt\n"
            })
    void findTheFile(String header) {
        assertThat(PatchResults.text(engine.read(header + HUNK, TREE))).isEqualTo("one\n2\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- `a/src/a.txt`\n+++ `b/src/a.txt`\n",
                "--- a/src/a.txt (before)\n+++ b/src/a.txt (after)\n",
                "--- a\\src\\a.txt\n+++ b\\src\\a.txt\n",
                "--- a/src/a.txt.orig\n+++ b/src/a.txt\n"
            })
    void findTheFileBelowALineOfGitToo(String names) {
        assertThat(PatchResults.text(engine.read("diff --git a/src/a.txt b/src/a.txt\n" + names + HUNK, TREE)))
                .isEqualTo("one\n2\n");
    }

    @Test
    void refuseAnOldNameOfAnotherFileThanTheLineOfGit() {
        assertThat(PatchResults.reasons(engine.read(
                        "diff --git a/README.md b/README.md\n--- a/src/a.txt.orig\n+++ b/src/a.txt\n" + HUNK, TREE)))
                .singleElement()
                .asString()
                .contains("name two files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "`/dev/null`", "/dev/null (new file)", "/dev/null\t2026-01-01 00:00:00"})
    void sayThatThereIsNoFile(String nowhere) {
        assertThat(PatchResults.text(engine.read("--- " + nowhere + "\n+++ b/NEWS\n@@ -0,0 +1 @@\n+new\n", TREE)))
                .isEqualTo("new\n");
    }

    @Test
    void areNoWayOutOfTheTree() {
        assertThat(PatchResults.reasons(engine.read("--- /dev/null (x)\n+++ /dev/shm (x)\n@@ -0,0 +1 @@\n+x\n", TREE)))
                .singleElement()
                .asString()
                .contains("is absolute");
    }

    @Test
    void withMnemonicPrefixesOfGitMeanThePathBehindThem() {
        TestFiles tree = TestFiles.of("a.txt", "one\ntwo\n", "w/a.txt", "one\ntwo\n");

        assertThat(placed(tree, "--- i/a.txt\n+++ w/a.txt\n" + HUNK)).isEqualTo("modify a.txt");
        assertThat(placed(tree, "diff --git i/a.txt w/a.txt\n--- i/a.txt\n+++ w/a.txt\n" + HUNK))
                .isEqualTo("modify a.txt");
        assertThat(reasons(tree, "diff --git i/a.txt w/b.txt\n--- i/a.txt\n+++ w/b.txt\n" + HUNK))
                .contains("name two files");
        assertThat(reasons(tree, "diff --git w/a.txt x/a.txt\n--- w/a.txt\n+++ x/a.txt\n" + HUNK))
                .contains("name two files");
        assertThat(reasons(tree, "--- i/.git/x\n+++ w/.git/x\n" + HUNK)).startsWith("the path 'i/.git/x'");
    }

    @Test
    void meanAFolderOfTheTreeOnlyIfBothSaySo() {
        TestFiles tree = TestFiles.of("a/x", "one\ntwo\n", "x", "one\ntwo\n");

        assertThat(placed(tree, "--- a/x\n+++ b/x\n" + HUNK)).isEqualTo("modify x");
        assertThat(reasons(tree, "--- a/x\n+++ a/x\n" + HUNK)).contains("the header may mean x or a/x");
        assertThat(placed(tree, "diff --git a/x b/x\n--- a/x\n+++ a/x\n" + HUNK))
                .isEqualTo("modify x");
    }

    @Test
    void ofANewFileMayStartWithAFolderNamedAsAPrefixOnlyBelowALineOfGit() {
        TestFiles tree = TestFiles.of("b/y", "y\n");
        String create = "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+x\n";

        assertThat(reasons(tree, create)).contains("cannot be told whether b/ is a part of the path");
        assertThat(placed(tree, "diff --git a/x b/x\nnew file mode 100644\n" + create))
                .isEqualTo("create x");
        assertThat(placed(tree, create.replace("b/x", "c/x"))).isEqualTo("create c/x");
        assertThat(placed(TestFiles.of("c/y", "y\n"), create)).isEqualTo("create x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "caf\\303\\251.txt caf\u00e9.txt",
                "\\141.txt a.txt",
                "x\\\"y x\"y",
                "\\342\\202\\254 \u20ac",
                "\\060\\067\\077 07?",
                "1\\0611 111"
            })
    void inQuotesAreReadAsGitWritesThem(String quoted, String path) {
        TestFiles tree = TestFiles.of(path, "one\ntwo\n");

        assertThat(placed(tree, "--- \"a/" + quoted + "\"\n+++ \"b/" + quoted + "\"\n" + HUNK))
                .isEqualTo("modify " + path);
        assertThat(placed(
                        tree,
                        "diff --git \"a/%s\" \"b/%s\"\nindex 1..2 100644\n".formatted(quoted, quoted)
                                + "@@ -2 +2 @@\n-two\n+2\n"))
                .isEqualTo("modify " + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a/x", "\"a/x\\", "\"a/\\8\"", "\"a/\\400\"", "\"a/\\18\"", "\"a/\\128\"", "\"a/\\q\""})
    void inBrokenQuotesAreRefused(String name) {
        assertThat(reasons(TREE, "--- " + name + "\n+++ " + name + "\n" + HUNK)).contains("is broken");
    }

    private String placed(TestFiles tree, String reply) {
        return PatchResults.edit(engine.read(reply, tree));
    }

    private String reasons(TestFiles tree, String reply) {
        return PatchResults.refusal(engine.read(reply, tree));
    }
}
