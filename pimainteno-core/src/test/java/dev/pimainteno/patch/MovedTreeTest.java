package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that were written for a tree which has moved on since. */
class MovedTreeTest {
    private static final TestFiles BASE = TestFiles.of("x", "a\nb\nc\nd\ne\nf\n");
    private static final String REPLY = "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n";
    private static final String NEW = "--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+new\n";
    private static final String GONE = "--- a/x\n+++ /dev/null\n@@ -1,6 +0,0 @@\n-a\n-b\n-c\n-d\n-e\n-f\n";
    private static final String MOVED =
            "diff --git a/x b/z\nrename from x\nrename to z\n--- a/x\n+++ b/z\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n";

    private final PatchEngine engine = PatchEngine.create();

    @ParameterizedTest
    @CsvSource({
        "a.b.c.d.E.f, a.B.c.d.E.f",
        "0.a.b.c.d.e.f, 0.a.B.c.d.e.f",
        "a.b.c.d.e.f.g, a.B.c.d.e.f.g",
        "a.b.c.f, a.B.c.f",
        "a.B.c.d.E.f, a.B.c.d.E.f"
    })
    void areCarriedOverPastOtherChanges(String now, String after) {
        PatchResult result = engine.read(REPLY, tree("x", now), BASE);

        FileTree edited = now.equals(after)
                ? tree("x", now)
                : ((PatchResult.Placed) result).edits().applyTo(tree("x", now));
        assertThat(new String(edited.content("x"), UTF_8)).isEqualTo(text(after));
        assertThat(result instanceof PatchResult.Refusal).isEqualTo(now.equals(after));
    }

    @ParameterizedTest
    @CsvSource({"a.X.c.d.e.f", "A.b.c.d.e.f", "a.b.C.d.e.f", "a.c.d.e.f", "a.b.b.c.d.e.f", "a.b.i.c.d.e.f"})
    void areRefusedWhereTheirLinesOrTheNextOnesHaveChanged(String now) {
        assertThat(reasons(REPLY, tree("x", now), BASE)).contains("has changed since the reply was written");
    }

    @Test
    void areRefusedWhereEqualLinesWouldCostTooMuch() {
        String many = "x\n".repeat(200_000);
        StringBuilder text = new StringBuilder(many);
        for (int i = 0; i < 150; i++) {
            text.append(i).append('\n').append(many.substring(0, 2000));
        }
        TestFiles base = TestFiles.of("x", text.toString());
        TestFiles now = TestFiles.of("x", text.toString().replaceAll("(?m)^(\\d+)$", "x\n$1"));
        String reply = "--- a/x\n+++ b/x\n@@\n-0\n+zero\n";

        assertThat(engine.read(reply, now, base)).isInstanceOf(PatchResult.Refusal.class);
    }

    @Test
    void areRefusedWhereAnEqualLineMayHaveBeenMeant() {
        TestFiles base = TestFiles.of("x", "a\n-\n-\n-\nb\nc\n");
        String reply = "--- a/x\n+++ b/x\n@@ -1,3 +1,2 @@\n a\n--\n -\n";

        assertThat(reasons(reply, tree("x", "a.-.-.-.B.c"), base)).contains("has changed since");
    }

    @Test
    void findTheirPlaceInTheTreeTheyWereWrittenFor() {
        TestFiles now = TestFiles.of("x", "a\nb\nc\nd\ne\nf\nx\na\nb\nc\n");
        String reply = REPLY.replaceAll("@@.*@@", "@@");

        assertThat(engine.read(reply, now)).isInstanceOf(PatchResult.Refusal.class);
        assertThat(reasons(reply, now, TestFiles.of("x", "a\nb\nc\na\nb\nc\n"))).contains("fits at 2");
        PatchResult result = engine.read(reply, now, BASE);
        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        assertThat(new String(
                        ((PatchResult.Placed) result).edits().files().get(0).content(), UTF_8))
                .isEqualTo("a\nB\nc\nd\ne\nf\nx\na\nb\nc\n");
    }

    @Test
    void deleteOnlyWhatHasNotChanged() {
        assertThat(edits(GONE, BASE).files()).hasSize(1);
        assertThat(reasons(GONE, tree("x", "a.b.c.d.e"), BASE)).contains("which deletes it");
        assertThat(reasons(GONE + NEW, TestFiles.of("n", "old\n"), BASE)).contains("with other content");
        assertThat(reasons(GONE, TestFiles.of("y", ""), BASE)).contains("changes nothing");
    }

    @Test
    void makeFilesThatAreNotThere() {
        assertThat(edits(NEW, BASE).files()).hasSize(1);
        assertThat(reasons(NEW, TestFiles.of("n", "new\n"), BASE)).contains("changes nothing");
        assertThat(reasons(NEW, TestFiles.of("n/m", "new\n"), BASE)).contains("a file and a directory");
    }

    @Test
    void moveFilesWithWhatHasBecomeOfThem() {
        assertThat(new String(
                        edits(MOVED, tree("x", "a.b.c.d.E.f")).files().get(0).content(), UTF_8))
                .isEqualTo(text("a.B.c.d.E.f"));
        assertThat(reasons(MOVED, TestFiles.of("x", text("a.b.c.d.e.f"), "z", ""), BASE))
                .contains("exists already");
        assertThat(reasons(MOVED, TestFiles.of("y", ""), BASE)).contains("is gone");
    }

    @Test
    void keepAModeThatHasChanged() {
        TestFiles now = TestFiles.of("x", text("a.b.c.d.e.f")).with("x", FileMode.EXECUTABLE);

        assertThat(edits(REPLY, now).files().get(0).mode()).isEqualTo(FileMode.EXECUTABLE);
        assertThat(reasons(REPLY, TestFiles.of("x", "b").with("x", FileMode.SYMLINK), BASE))
                .contains("is gone");
    }

    private Edits edits(String reply, FileTree now) {
        PatchResult result = engine.read(reply.getBytes(UTF_8), now, BASE);
        assertThat(result).isInstanceOf(PatchResult.Placed.class);
        return ((PatchResult.Placed) result).edits();
    }

    private String reasons(String reply, FileTree now, FileTree base) {
        return String.join("; ", PatchResults.reasons(engine.read(reply, now, base)));
    }

    private static TestFiles tree(String path, String lines) {
        return TestFiles.of(path, text(lines));
    }

    private static String text(String lines) {
        return lines.replace('.', '\n') + "\n";
    }
}
