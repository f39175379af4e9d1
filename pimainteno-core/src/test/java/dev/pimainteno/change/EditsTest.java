package dev.pimainteno.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditsTest {
    private static final FileTree BASE =
            tree("README.md", "readme", "src/App.java", "app", "src/util/Text.java", "text");

    @Test
    void needsAFile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Edits(List.of()));
    }

    @Test
    void refusesTwoEditsOfOnePath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Edits.of(modify("a", "1"), modify("a", "2")))
                .withMessageContaining("'a'");
        assertThatIllegalArgumentException().isThrownBy(() -> Edits.of(modify("a", "1"), FileEdit.delete("a")));
        assertThatIllegalArgumentException().isThrownBy(() -> Edits.of(move("a", "b"), modify("b", "1")));
        assertThatIllegalArgumentException().isThrownBy(() -> Edits.of(move("a", "b"), create("a", "1")));
        assertThatIllegalArgumentException().isThrownBy(() -> Edits.of(move("a", "b"), move("c", "b")));
    }

    @Test
    void doesNotChangeWithTheListItWasMadeFrom() {
        List<FileEdit> files = new ArrayList<>(List.of(modify("a", "1")));
        Edits edits = new Edits(files);

        files.clear();

        assertThat(edits.files()).hasSize(1);
    }

    @Test
    void leadsToATreeWithEveryEditInIt() {
        FileTree changed = Edits.of(
                        create("new/file.txt", "new"),
                        modify("README.md", "better"),
                        move("src/App.java", "src/Main.java"),
                        FileEdit.delete("src/util/Text.java"))
                .applyTo(BASE);

        assertThat(changed.entries())
                .extracting(TreeEntry::path)
                .containsExactly("README.md", "new/file.txt", "src/Main.java");
        assertThat(text(changed, "new/file.txt")).isEqualTo("new");
        assertThat(text(changed, "README.md")).isEqualTo("better");
        assertThat(text(changed, "src/Main.java")).isEqualTo("moved");
        assertThat(changed.entry("src/App.java")).isEmpty();
        assertThat(changed.entry("src/Main.java"))
                .hasValue(new TreeEntry("src/Main.java", FileMode.REGULAR, "moved".length()));
        assertThatIllegalArgumentException().isThrownBy(() -> changed.content("src/App.java"));
        assertThatIllegalArgumentException().isThrownBy(() -> changed.content("src"));
    }

    @Test
    void leavesTheBaseAsItIs() {
        List<TreeEntry> before = BASE.entries();

        Edits.of(FileEdit.delete("README.md")).applyTo(BASE);

        assertThat(BASE.entries()).isEqualTo(before);
        assertThat(text(BASE, "README.md")).isEqualTo("readme");
    }

    @Test
    void lastsThroughEditsOnTopOfEdits() {
        FileTree once =
                Edits.of(modify("README.md", "better"), create("a", "1")).applyTo(BASE);
        FileTree twice = Edits.of(move("a", "b"), FileEdit.delete("README.md")).applyTo(once);

        assertThat(twice.entries())
                .extracting(TreeEntry::path)
                .containsExactly("b", "src/App.java", "src/util/Text.java");
        assertThat(text(once, "README.md")).isEqualTo("better");
    }

    @Test
    void swapsTwoFilesNotEvenByMoving() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Edits.of(move("README.md", "src/App.java"), move("src/App.java", "README.md")));
    }

    @Test
    void refusesToChangeWhatIsNotThere() {
        assertRefused("missing", modify("missing", "1"));
        assertRefused("missing", FileEdit.delete("missing"));
        assertRefused("missing", move("missing", "b"));
        assertRefused("src", FileEdit.delete("src"));
    }

    @Test
    void refusesToMakeWhatIsThere() {
        assertRefused("README.md", create("README.md", "1"));
        assertRefused("README.md", move("src/App.java", "README.md"));
    }

    @Test
    void refusesAFileThatWouldBeADirectory() {
        assertRefused("src", create("src", "1"));
        assertRefused("src/util", move("README.md", "src/util"));
        assertRefused("README.md", create("README.md/more", "1"));
        assertRefused("README.md", create("README.md/much/more", "1"));
        assertRefused("a", create("a", "1"), create("a/b", "1"));
        assertRefused("a/b", create("a/b/c", "1"), create("a/b", "1"));
    }

    @Test
    void seesThatANeighbourIsNoDirectory() {
        FileTree base = tree("src-old/a", "1", "src.txt", "1", "src0", "1");

        FileTree changed = Edits.of(create("src", "1")).applyTo(base);

        assertThat(changed.entry("src")).isPresent();
    }

    @Test
    void allowsAFileWhereADirectoryGoesAndADirectoryWhereAFileGoes() {
        FileTree fileForDirectory = Edits.of(
                        FileEdit.delete("src/App.java"), FileEdit.delete("src/util/Text.java"), create("src", "1"))
                .applyTo(BASE);
        FileTree directoryForFile = Edits.of(FileEdit.delete("README.md"), create("README.md/part", "1"))
                .applyTo(BASE);

        assertThat(fileForDirectory.entries()).extracting(TreeEntry::path).containsExactly("README.md", "src");
        assertThat(text(directoryForFile, "README.md/part")).isEqualTo("1");
    }

    @Test
    void touchesNeitherLinksNorSubmodules() {
        for (FileMode mode : List.of(FileMode.SYMLINK, FileMode.GITLINK)) {
            FileTree base = new OneEntry(new TreeEntry("odd", mode, 0));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Edits.of(modify("odd", "1")).applyTo(base))
                    .withMessageContaining("odd");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Edits.of(FileEdit.delete("odd")).applyTo(base));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Edits.of(move("odd", "even")).applyTo(base));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Edits.of(create("odd/file", "1")).applyTo(base));
        }
    }

    @Test
    void findsWhatLeadsFromOneTreeToAnother() {
        Edits first = Edits.of(modify("README.md", "better"), create("new.txt", "1"));
        Edits second = Edits.of(FileEdit.delete("src/App.java"), modify("new.txt", "2"));
        FileTree changed = second.applyTo(first.applyTo(BASE));

        Optional<Edits> between = Edits.between(BASE, changed, List.of(first, second));

        assertThat(between)
                .hasValue(Edits.of(
                        modify("README.md", "better"), create("new.txt", "2"), FileEdit.delete("src/App.java")));
    }

    @Test
    void findsNothingBetweenTreesThatAgree() {
        Edits there = Edits.of(modify("README.md", "better"), create("new.txt", "1"));
        Edits back = Edits.of(modify("README.md", "readme"), FileEdit.delete("new.txt"));
        FileTree same = back.applyTo(there.applyTo(BASE));

        assertThat(Edits.between(BASE, same, List.of(there, back))).isEmpty();
    }

    private static void assertRefused(String path, FileEdit... files) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Edits.of(files).applyTo(BASE))
                .withMessageContaining("'" + path + "'");
    }

    private static FileTree tree(String... pathsAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], bytes(pathsAndTexts[i + 1]));
        }
        return FileTree.of(files);
    }

    private static FileEdit create(String path, String text) {
        return FileEdit.create(path, FileMode.REGULAR, bytes(text));
    }

    private static FileEdit modify(String path, String text) {
        return FileEdit.modify(path, FileMode.REGULAR, bytes(text));
    }

    private static FileEdit move(String before, String after) {
        return FileEdit.move(before, after, FileMode.REGULAR, bytes("moved"));
    }

    private static String text(FileTree tree, String path) {
        return new String(tree.content(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A tree with one entry of any kind. */
    private record OneEntry(TreeEntry only) implements FileTree {
        @Override
        public List<TreeEntry> entries() {
            return List.of(only);
        }

        @Override
        public Optional<TreeEntry> entry(String path) {
            return Optional.of(only).filter(entry -> entry.path().equals(path));
        }

        @Override
        public byte[] content(String path) {
            return new byte[0];
        }
    }
}
