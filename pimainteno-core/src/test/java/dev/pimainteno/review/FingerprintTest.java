package dev.pimainteno.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.FileTree;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String BEFORE = lines(1, 40);
    private static final String AFTER = BEFORE.replace("line 20\n", "line twenty\n");

    @Test
    void isTheSameForTheSameEditInTheSamePlace() {
        assertThat(of(BEFORE, AFTER)).isEqualTo(of(BEFORE, AFTER)).matches("[0-9a-f]{64}");
    }

    @Test
    void isTheSameWhereOnlyCodeFarAwayChanged() {
        String before = "new\n" + BEFORE.replace("line 9\n", "line nine\n").replace("line 31\n", "");

        assertThat(of(before, before.replace("line 20\n", "line twenty\n"))).isEqualTo(of(BEFORE, AFTER));
    }

    @Test
    void isAnotherOneWhereCodeCloseByChanged() {
        String above = BEFORE.replace("line 10\n", "line ten\n");
        String below = BEFORE.replace("line 30\n", "");

        assertThat(of(above, above.replace("line 20\n", "line twenty\n"))).isNotEqualTo(of(BEFORE, AFTER));
        assertThat(of(below, below.replace("line 20\n", "line twenty\n"))).isNotEqualTo(of(BEFORE, AFTER));
    }

    @Test
    void doesNotMindWhiteSpace() {
        String indented = BEFORE.replace("line 15\n", "    line  15\r\n");

        assertThat(of(indented, indented.replace("line 20\n", "\tline twenty\n")))
                .isEqualTo(of(BEFORE, AFTER));
    }

    @Test
    void isAnotherOneForAnotherEditOrAnotherFile() {
        FileTree base = tree(Map.of("a.txt", BEFORE, "b.txt", BEFORE));

        assertThat(Fingerprint.of(Edits.of(modify("a.txt", AFTER)), base))
                .isNotEqualTo(Fingerprint.of(Edits.of(modify("b.txt", AFTER)), base))
                .isNotEqualTo(Fingerprint.of(Edits.of(modify("a.txt", AFTER), modify("b.txt", AFTER)), base))
                .isNotEqualTo(Fingerprint.of(Edits.of(modify("a.txt", BEFORE + "more\n")), base));
    }

    @Test
    void goesByTheFilesBesideANewOne() {
        Edits created = Edits.of(FileEdit.create("src/new.txt", FileMode.REGULAR, "new\n".getBytes(UTF_8)));

        String first = Fingerprint.of(created, tree(Map.of("src/a.txt", "a\n"))).orElseThrow();

        assertThat(Fingerprint.of(created, tree(Map.of("src/a.txt", "other\n", "b.txt", "b\n", "src/x/y", ""))))
                .contains(first);
        assertThat(Fingerprint.of(created, tree(Map.of("src/a.txt", "a\n", "src/c.txt", ""))))
                .isPresent()
                .get()
                .isNotEqualTo(first);
    }

    @Test
    void takesAMoveForOneFileThatGoesAndOneThatComes() {
        FileTree base = tree(Map.of("a.txt", BEFORE));
        byte[] content = AFTER.getBytes(UTF_8);

        assertThat(Fingerprint.of(Edits.of(FileEdit.move("a.txt", "b.txt", FileMode.REGULAR, content)), base))
                .isEqualTo(Fingerprint.of(
                        Edits.of(FileEdit.create("b.txt", FileMode.REGULAR, content), FileEdit.delete("a.txt")), base));
    }

    @Test
    void leavesTheSummaryOut() {
        FileTree base = tree(Map.of("a.txt", BEFORE, "codex.md", "# old\n"));
        FileEdit summary = modify("codex.md", "# new\n");

        assertThat(Fingerprint.of(Edits.of(summary), base)).isEmpty();
        assertThat(Fingerprint.of(Edits.of(summary, modify("a.txt", AFTER)), base))
                .contains(of(BEFORE, AFTER));
    }

    private static String of(String before, String after) {
        return Fingerprint.of(Edits.of(modify("a.txt", after)), tree(Map.of("a.txt", before)))
                .orElseThrow();
    }

    private static FileEdit modify(String path, String content) {
        return FileEdit.modify(path, FileMode.REGULAR, content.getBytes(UTF_8));
    }

    private static FileTree tree(Map<String, String> files) {
        Map<String, byte[]> bytes = new HashMap<>();
        files.forEach((path, content) -> bytes.put(path, content.getBytes(UTF_8)));
        return FileTree.of(bytes);
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }
}
