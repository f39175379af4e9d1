package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import dev.pimainteno.change.TreeEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchSafetyTest {
    private final PatchEngine engine = PatchEngine.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b/../x",
                "/etc/passwd",
                "b//etc/passwd",
                "b/.git/config",
                "b/sub/.GIT/hooks/x",
                "b/.g\u200cit/x",
                "b/git~1/x",
                "b/.git./x",
                "b/a\\..\\b",
                "C:/x",
                "b/x/./y",
                "\"b/x\\ny\"",
                "b/.git::$INDEX_ALLOCATION/x"
            })
    void refusesPathsThatLeadAway(String name) {
        String reply = "--- /dev/null\n+++ " + name + "\n@@ -0,0 +1 @@\n+x\n";

        assertThat(reasons(TestFiles.of(), reply)).singleElement().asString().startsWith("the path '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"`../x`", "`.git/config`", "'/etc/passwd'", "`a/../../x` (new)", "..\\\\x"})
    void refusesPathsThatLeadAwayOnceTheirMarkupIsOff(String name) {
        String reply = "--- /dev/null\n+++ " + name + "\n@@ -0,0 +1 @@\n+x\n";

        assertThat(reasons(TestFiles.of(), reply)).singleElement().asString().startsWith("the path '");
    }

    @ParameterizedTest
    @ValueSource(strings = {".git/x", "../x", "d/../x"})
    void refusesPathsThatLeadAwayWhereOnlyGitNamesThem(String path) {
        TestFiles tree = TestFiles.of("x", "x\n");

        assertThat(reasons(
                        tree, "diff --git a/%s b/%s\nnew file mode 100644\n@@ -0,0 +1 @@\n+x\n".formatted(path, path)))
                .singleElement()
                .asString()
                .startsWith("the path '" + path + "'");
        assertThat(reasons(tree, "diff --git a/x b/%s\nrename from x\nrename to %s\n".formatted(path, path)))
                .singleElement()
                .asString()
                .startsWith("the path '" + path + "'");
        assertThat(reasons(tree, "diff --git a/%s b/x\nrename from %s\nrename to y\n".formatted(path, path)))
                .singleElement()
                .asString()
                .startsWith("the path '" + path + "'");
    }

    @Test
    void refusesTwoPartsThatMakeOneFile() {
        TestFiles tree = TestFiles.of("x", "x\n");
        String rename = "diff --git a/x b/y\nrename from x\nrename to y\n";
        String create = "diff --git a/y b/y\nnew file mode 100644\n--- /dev/null\n+++ b/y\n@@ -0,0 +1 @@\n+y\n";

        assertThat(reasons(tree, rename + create)).containsExactly("two parts of the reply are about y");
        assertThat(reasons(tree, create + rename)).containsExactly("two parts of the reply are about y");
        assertThat(reasons(tree, create + create.replace("+y\n", "+z\n"))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SYMLINK", "GITLINK"})
    void refusesWhatLiesBelowNoDirectoryEvenIfTheTreeHasIt(FileMode mode) {
        TestFiles tree = TestFiles.of("link", "target\n", "link/x", "x\n").with("link", mode);

        assertThat(reasons(tree, change("link/x"))).containsExactly("link/x lies below link, which is a " + mode);
        assertThat(reasons(tree, "diff --git a/link/x b/y\nrename from link/x\nrename to y\n"))
                .containsExactly("link/x lies below link, which is a " + mode);
    }

    @ParameterizedTest
    @CsvSource({"SYMLINK", "GITLINK"})
    void refusesWhatIsNoFileAndWhatLiesBelowIt(FileMode mode) {
        TestFiles tree = TestFiles.of("link", "target\n").with("link", mode);

        assertThat(reasons(tree, change("link"))).containsExactly("link is a " + mode + ", which no reply may touch");
        assertThat(reasons(tree, change("link/x"))).containsExactly("link/x lies below link, which is a " + mode);
        assertThat(reasons(tree, "--- /dev/null\n+++ b/link/x\n@@ -0,0 +1 @@\n+x\n"))
                .containsExactly("link/x lies below link, which is a " + mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"120000", "160000", "040000", "100666"})
    void refusesNewFilesThatAreMoreThanFiles(String mode) {
        String reply = "diff --git a/n b/n\nnew file mode " + mode + "\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n";

        assertThat(reasons(TestFiles.of(), reply))
                .containsExactly("n: a new file must have the mode 100644 or 100755, not " + mode);
    }

    @Test
    void makesAnExecutableFileOnlyIfTheReplySaysSo() {
        String reply = "diff --git a/n b/n\nnew file mode 100755\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n";

        assertThat(engine.read(reply, TestFiles.of()))
                .isInstanceOfSatisfying(
                        PatchResult.Placed.class,
                        placed -> assertThat(placed.edits().files())
                                .containsExactly(FileEdit.create("n", FileMode.EXECUTABLE, "x\n".getBytes(UTF_8))));
    }

    @Test
    void refusesChangesOfModes() {
        String reply = "diff --git a/run b/run\nold mode 100644\nnew mode 100755\n";

        assertThat(reasons(TestFiles.of("run", "x\n"), reply))
                .containsExactly("run: modes of files cannot be changed (from 100644 to 100755)");
    }

    @Test
    void refusesBinaryPatchesAndFiles() {
        assertThat(reasons(TestFiles.of("x", "x\n"), "diff --git a/x b/x\nGIT binary patch\nliteral 1\n"))
                .singleElement()
                .asString()
                .contains("is a binary patch");
        assertThat(reasons(TestFiles.of("x", "x\n"), "diff --git a/x b/x\nBinary files a/x and b/x differ\n"))
                .singleElement()
                .asString()
                .contains("is a binary patch");
        assertThat(reasons(TestFiles.of("x", "x\n\0"), change("x")))
                .containsExactly("x holds a NUL byte: binary files are not edited");
        assertThat(reasons(TestFiles.of("x", "x\n"), change("x") + "\0")).containsExactly("the reply holds a NUL byte");
    }

    @Test
    void refusesToWriteOverAFileOrAFolder() {
        TestFiles tree = TestFiles.of("x", "x\n", "y", "y\n", "dir/z", "z\n");

        assertThat(reasons(tree, "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+x\n"))
                .containsExactly("the new file x exists already");
        assertThat(reasons(tree, "--- /dev/null\n+++ b/dir\n@@ -0,0 +1 @@\n+x\n"))
                .containsExactly("the new file dir is a folder");
        assertThat(reasons(tree, "diff --git a/x b/y\nrename from x\nrename to y\n"))
                .containsExactly("the new file y exists already");
    }

    @Test
    void refusesANewFileBelowAnotherOne() {
        String reply = "--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+a\n--- /dev/null\n+++ b/new/x\n@@ -0,0 +1 @@\n+b\n";

        assertThat(reasons(TestFiles.of("x", "x\n"), reply))
                .containsExactly("new/x lies below new, which the reply has as a file");
    }

    @Test
    void refusesADeletionThatDoesNotShowTheWholeFile() {
        TestFiles tree = TestFiles.of("x", "a\nb\n");

        assertThat(reasons(tree, "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"))
                .containsExactly(
                        "the deleted file x is not what the hunk removes: these lines would be left, `b` first");
        assertThat(reasons(tree, "diff --git a/x b/x\ndeleted file mode 100644\n"))
                .containsExactly("the deleted file x needs one hunk that removes all its 2 lines");
    }

    @Test
    void refusesTwoPartsThatContradictEachOther() {
        String reply = "diff --git a/x b/y\nrename from x\nrename to y\ndiff --git a/x b/x\n" + change("x");

        assertThat(reasons(TestFiles.of("x", "x\n"), reply)).containsExactly("two parts of the reply are about x");
    }

    @Test
    void refusesAHeaderThatMayMeanTwoFiles() {
        assertThat(reasons(TestFiles.of("a/x", "x\n", "x", "x\n"), "--- a/x\n+++ a/x\n@@ -1 +1 @@\n-x\n+y\n"))
                .containsExactly("x: the header may mean x or a/x");
    }

    @Test
    void refusesRepliesAndFilesThatAreTooLarge() {
        TestFiles tree = TestFiles.of("x", "x\n");
        FileTree large = new FileTree() {
            @Override
            public List<TreeEntry> entries() {
                return tree.entries();
            }

            @Override
            public Optional<TreeEntry> entry(String path) {
                return Optional.of(new TreeEntry(path, FileMode.REGULAR, (16L << 20) + 1))
                        .filter(entry -> path.equals("x"));
            }

            @Override
            public byte[] content(String path) {
                throw new AssertionError("a file that is too large must not be read");
            }
        };

        assertThat(reasons(large, change("x")))
                .containsExactly("x has 16,777,217 bytes; files of at most 16,777,216 are edited");
        assertThat(PatchResults.reasons(engine.read(new byte[(10 << 20) + 1], tree)))
                .containsExactly("the reply has 10,485,761 bytes; at most 10,485,760 are read");
        assertThat(reasons(tree, "x\n".repeat(200_001)))
                .containsExactly("the reply has 200,001 lines; at most 200,000 are read");
        assertThat(reasons(tree, "--- a/x\n+++ b/x\n" + "@@\n-x\n".repeat(10_001)))
                .containsExactly("the reply has more than 10,000 hunks");
    }

    @Test
    @Timeout(60)
    void givesUpOnLinesThatRepeatWithoutEnd() {
        String file = ("a\n".repeat(500) + "b\n").repeat(2000);
        String almostEverywhere = "@@\n" + (" a\n".repeat(500) + " b\n").repeat(4) + " a\n".repeat(499) + " b\n-a\n+";
        StringBuilder reply = new StringBuilder("--- a/x\n+++ b/x\n");
        for (int i = 0; i < 50; i++) {
            reply.append(almostEverywhere).append(i).append('\n');
        }

        assertThat(reasons(TestFiles.of("x", file), reply.toString()))
                .contains("the hunks repeat lines so often that their places cannot be found in reasonable time");
    }

    @Test
    @Timeout(60)
    void findsAPlaceInALongFileOfEqualLines() {
        String file = "a\n".repeat(1_000_000) + "b\n";
        String hunk = "--- a/x\n+++ b/x\n@@\n" + " a\n".repeat(100_000) + "-b\n+c\n";

        assertThat(engine.read(hunk, TestFiles.of("x", file))).isInstanceOf(PatchResult.Placed.class);
    }

    @Tag("costly")
    @Test
    @Timeout(60)
    void endsOnHostileReplies() {
        TestFiles tree = TestFiles.of("x", "a\nb\n".repeat(300_000));
        StringBuilder misfits = new StringBuilder("--- a/x\n+++ b/x\n");
        for (int i = 0; i < 10_000; i++) {
            misfits.append("@@\n a\n b\n a\n b\n-").append(i).append("\n+c\n");
        }
        for (String reply : List.of(
                misfits.toString(),
                "\u001b[m".repeat(3_000_000),
                "```json\n".repeat(900_000),
                "--- a/x" + " ".repeat(5_000_000) + "y\n+++ b/x\n@@\n-a\n+b\n",
                "{\"a\":".repeat(1_000_000),
                "[".repeat(5_000_000),
                "<think>\n".repeat(900_000),
                "diff --git a/x b/x\n".repeat(500_000),
                "```diff\n".repeat(900_000),
                "--- a/x\n+++ b/x\n@@ -1,900000 +1,900000 @@\n" + "\\ x\n".repeat(900_000),
                "--- a/x\n+++ b/x\n@@\n" + "\\x\n".repeat(900_000))) {
            assertThat(reasons(tree, reply)).hasSizeLessThanOrEqualTo(21);
        }
    }

    @Test
    void showsNoControlCharactersInReasons() {
        String reply = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-\u001b[31mx\n+y\n";

        assertThat(reasons(TestFiles.of("x", "\u001b]0;title\u0007\n"), reply))
                .singleElement()
                .asString()
                .doesNotContain("\u001b", "\u0007")
                .contains("\\x1b]0;title\\x07");
    }

    private static String change(String path) {
        return "--- a/" + path + "\n+++ b/" + path + "\n@@ -1 +1 @@\n-x\n+y\n";
    }

    private List<String> reasons(FileTree tree, String reply) {
        return PatchResults.reasons(engine.read(reply.getBytes(UTF_8), tree));
    }
}
