package dev.pimainteno.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pimainteno.change.Edits;
import dev.pimainteno.change.FileEdit;
import dev.pimainteno.change.FileMode;
import dev.pimainteno.patch.FolderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderEditorTest {
    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("a"), "a");
        Files.writeString(root.resolve("b"), "b");
        Files.writeString(root.resolve("sub/c"), "c");
        Files.createDirectory(directory.resolve("outside"));
        Files.writeString(directory.resolve("outside/x"), "outside");
        Files.createSymbolicLink(root.resolve("link"), Path.of("../outside"));
        Files.createSymbolicLink(root.resolve("file"), Path.of("../outside/x"));
    }

    @Test
    void changesMakesMovesAndDeletesFiles() throws IOException {
        write(
                FileEdit.modify("a", FileMode.REGULAR, bytes("A")),
                FileEdit.delete("b"),
                FileEdit.move("sub/c", "new/dir/c", FileMode.REGULAR, bytes("C")),
                FileEdit.create("new/d", FileMode.EXECUTABLE, bytes("D")));

        assertThat(files()).isEqualTo(Map.of("a", "A", "new/dir/c", "C", "new/d", "D"));
        assertThat(root.resolve("new/d")).isExecutable();
    }

    @Test
    void keepsThePermissionsOfAFile() throws IOException {
        Files.setPosixFilePermissions(root.resolve("a"), PosixFilePermissions.fromString("rwxr-x---"));

        write(FileEdit.modify("a", FileMode.EXECUTABLE, bytes("A")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a"))))
                .isEqualTo("rwxr-x---");
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, rwxr-x---", "rw----r--, rwx---r-x", "rw-------, rwx------", "rw-rw-r--, rwxrwxr-x"})
    void letsThoseExecuteAFileWhoMayReadIt(String before, String after) throws IOException {
        Files.setPosixFilePermissions(root.resolve("a"), PosixFilePermissions.fromString(before));

        write(FileEdit.modify("a", FileMode.EXECUTABLE, bytes("A")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a"))))
                .isEqualTo(after);
    }

    @Test
    void takesTheExecutableBitAwayIfTheEditSaysSo() throws IOException {
        Files.setPosixFilePermissions(root.resolve("a"), PosixFilePermissions.fromString("rwxr-x---"));

        write(FileEdit.modify("a", FileMode.REGULAR, bytes("A")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void refusesWhatDoesNotFitAndChangesNothing() throws IOException {
        Map<String, String> before = files();

        for (FileEdit misfit : new FileEdit[] {
            FileEdit.modify("absent", FileMode.REGULAR, bytes("x")),
            FileEdit.delete("sub"),
            FileEdit.create("b", FileMode.REGULAR, bytes("x")),
            FileEdit.create("sub", FileMode.REGULAR, bytes("x")),
            FileEdit.create("b/x", FileMode.REGULAR, bytes("x")),
            FileEdit.modify("file", FileMode.REGULAR, bytes("x")),
            FileEdit.delete("file"),
            FileEdit.create("file", FileMode.REGULAR, bytes("x")),
            FileEdit.modify("link/x", FileMode.REGULAR, bytes("x")),
            FileEdit.create("link/y", FileMode.REGULAR, bytes("x")),
            FileEdit.move("b", "link/y", FileMode.REGULAR, bytes("x"))
        }) {
            FolderException failure = failure(FileEdit.modify("a", FileMode.REGULAR, bytes("A")), misfit);

            assertThat(failure.reason()).as(misfit.toString()).isEqualTo(Reason.CONFLICT);
            assertThat(files()).as(misfit.toString()).isEqualTo(before);
        }
        assertThat(directory.resolve("outside")).isDirectoryContaining("glob:**/x");
        assertThat(directory.resolve("outside/x")).hasContent("outside");
        assertThat(directory.resolve("outside/y")).doesNotExist();
    }

    @Test
    void putsBackWhatItReplacedIfALaterFileCannotBeWritten() throws IOException {
        Map<String, String> before = files();

        FolderException failure = failure(
                FileEdit.modify("a", FileMode.REGULAR, bytes("A")),
                FileEdit.delete("b"),
                FileEdit.move("sub/c", "d", FileMode.REGULAR, bytes("D")),
                FileEdit.create("new/x", FileMode.REGULAR, bytes("x")),
                FileEdit.create("new", FileMode.REGULAR, bytes("a file where a folder is by now")));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_WRITTEN);
        assertThat(files()).isEqualTo(before);
        assertThat(root.resolve("new")).doesNotExist();
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        write(FileEdit.modify("a", FileMode.REGULAR, bytes("A")), FileEdit.delete("b"));

        try (Stream<Path> left = Files.list(root)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("a", "sub", "link", "file");
        }
    }

    private void write(FileEdit... edits) {
        FolderEditor.open(root).write(Edits.of(edits));
    }

    private FolderException failure(FileEdit... edits) {
        return catchThrowableOfType(FolderException.class, () -> write(edits));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path))
                    .toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
