package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.change.FileMode;
import dev.pimainteno.change.TreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTreeTest {
    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
        write("a.txt", "a");
        write("sub/run.sh", "run");
        Files.setPosixFilePermissions(root.resolve("sub/run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        write(".git/config", "secret");
        write("sub/.git/config", "secret");
        Files.writeString(root.resolve("sub/lib.git"), "fine");
        Files.writeString(directory.resolve("outside"), "outside");
        Files.createSymbolicLink(root.resolve("link"), Path.of("../outside"));
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    }

    @Test
    void listsFilesAndLinksWithoutFollowingThem() {
        assertThat(FolderTree.open(root).entries())
                .containsExactly(
                        new TreeEntry("a.txt", FileMode.REGULAR, 1),
                        new TreeEntry("link", FileMode.SYMLINK, 0),
                        new TreeEntry("sub/lib.git", FileMode.REGULAR, 4),
                        new TreeEntry("sub/run.sh", FileMode.EXECUTABLE, 3),
                        new TreeEntry("up", FileMode.SYMLINK, 0));
    }

    @Test
    void findsTheEntriesThatItLists() {
        FolderTree tree = FolderTree.open(root);

        assertThat(tree.entries())
                .allSatisfy(entry -> assertThat(tree.entry(entry.path())).contains(entry));
    }

    @Test
    void readsFilesAndTheTargetsOfLinks() {
        FolderTree tree = FolderTree.open(root);

        assertThat(tree.content("sub/run.sh")).isEqualTo("run".getBytes(UTF_8));
        assertThat(tree.content("link")).isEqualTo("../outside".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sub",
                "up/outside",
                "../outside",
                "sub/../a.txt",
                ".git/config",
                "sub/.GIT/config",
                "a.txt/b",
                "/etc/passwd",
                "absent",
                "sub//run.sh",
                "./a.txt",
                "a\0b"
            })
    void hasNoEntryForWhatIsNoFileOfTheTree(String path) {
        FolderTree tree = FolderTree.open(root);

        assertThat(tree.entry(path)).isEmpty();
        assertThatThrownBy(() -> tree.content(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesARootThatIsNoDirectory() {
        assertThatThrownBy(() -> FolderTree.open(root.resolve("a.txt")))
                .isInstanceOf(FolderException.class)
                .hasMessageContaining("it is not a directory");
        assertThatThrownBy(() -> FolderTree.open(root.resolve("absent"))).isInstanceOf(FolderException.class);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }
}
