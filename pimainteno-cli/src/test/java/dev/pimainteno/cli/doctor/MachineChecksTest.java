package dev.pimainteno.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.cli.doctor.Diagnosis.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
    @TempDir
    Path directory;

    @Test
    void warnsOfA32BitJava() {
        assertThat(new JavaCheck("17", "/java", "64").examine()).isEqualTo(Diagnosis.ok("Java 17 in /java"));
        assertThat(new JavaCheck("17", "/java", "32").examine().level()).isEqualTo(Level.WARNING);
        assertThat(JavaCheck.ofProcess().examine().found()).contains(System.getProperty("java.home"));
    }

    @Test
    void warnsOfFileNamesInASmallAlphabet() {
        assertThat(new EncodingCheck("utf-8").examine().level()).isEqualTo(Level.OK);
        assertThat(new EncodingCheck("ANSI_X3.4-1968").examine().level()).isEqualTo(Level.WARNING);
    }

    @Test
    void judgesGitByItsVersion() throws Exception {
        assertThat(git("echo 'git version 2.39.5'").found()).isEqualTo("git 2.39.5 (" + directory.resolve("git") + ")");
        assertThat(git("echo 'git version 2.39.5'").level()).isEqualTo(Level.OK);
        assertThat(git("echo 'git version 2.11.0 (Apple Git-1)'").level()).isEqualTo(Level.OK);
        assertThat(git("echo 'git version 2.9.4'").level()).isEqualTo(Level.WARNING);
        assertThat(git("echo 'git version 1.20'").level()).isEqualTo(Level.WARNING);
        assertThat(git("echo 'git version 3.0'").level()).isEqualTo(Level.OK);
        assertThat(git("echo nothing").found()).endsWith("does not say its version");
        assertThat(git("exit 1").level()).isEqualTo(Level.WARNING);
        assertThat(new GitCheck(Optional.empty()).examine().level()).isEqualTo(Level.WARNING);
        assertThat(new GitCheck(Optional.of(directory.resolve("none")))
                        .examine()
                        .found())
                .contains("no such program");
    }

    @Test
    void wantsAStateDirectoryOfThisUsersOwnWithRoom() throws IOException {
        Path mine = Files.createDirectory(
                directory.resolve("mine"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));

        assertThat(new StateDirectoryCheck(mine, 0).examine().found()).startsWith(mine + ", ");
        assertThat(new StateDirectoryCheck(mine.resolve("a/b"), 0).examine().found())
                .startsWith(mine.resolve("a/b") + " (not made yet), ");
        assertThat(mine).isEmptyDirectory();

        Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwxrwxrwx"));
        Diagnosis open = new StateDirectoryCheck(mine, 0).examine();
        assertThat(open.level()).isEqualTo(Level.WARNING);
        assertThat(open.remedy()).isEqualTo("chmod go-w " + mine);

        Files.writeString(mine.resolve("file"), "");
        assertThat(new StateDirectoryCheck(mine.resolve("file"), 0).examine())
                .isEqualTo(Diagnosis.failure(
                        mine.resolve("file") + " is no directory", "move it away, or set another path in [state]"));
    }

    @Test
    void measuresTheRoomByWhatTheCacheMayTake() {
        StateDirectoryCheck check = new StateDirectoryCheck(directory, 256L << 20);

        assertThat(check.room(63L << 20, true).level()).isEqualTo(Level.FAILURE);
        assertThat(check.room(64L << 20, true).level()).isEqualTo(Level.WARNING);
        assertThat(check.room(511L << 20, true).level()).isEqualTo(Level.WARNING);
        assertThat(check.room(512L << 20, true).level()).isEqualTo(Level.OK);
    }

    @Test
    void executesSomethingInTheTemporaryDirectory() throws Exception {
        assertThat(new TemporaryDirectoryCheck(directory).examine().level()).isEqualTo(Level.OK);
        assertThat(directory).isEmptyDirectory();
        assertThat(new TemporaryDirectoryCheck(directory.resolve("none"))
                        .examine()
                        .level())
                .isEqualTo(Level.FAILURE);
    }

    @Test
    void loadsTheNativeLibraryAndLeavesNothingBehind() throws IOException {
        Path state = Files.createDirectory(directory.resolve("state"));
        FileTime untouched = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(state, untouched);

        assertThat(new NativeLibraryCheck(state.resolve("not/yet"), true).examine())
                .isEqualTo(Diagnosis.ok("RocksDB loads and works"));
        assertThat(Files.getLastModifiedTime(state)).as("tried there").isGreaterThan(untouched);
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void doesNotTryTheNativeLibraryWhereFilesDo() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(new NativeLibraryCheck(file, true).examine().level()).isEqualTo(Level.WARNING);
        assertThat(new NativeLibraryCheck(file, false).examine())
                .isEqualTo(Diagnosis.ok("not needed: answers are cached in plain files"));
    }

    private Diagnosis git(String lines) throws Exception {
        return new GitCheck(Optional.of(Scripts.write(directory.resolve("git"), lines))).examine();
    }
}
