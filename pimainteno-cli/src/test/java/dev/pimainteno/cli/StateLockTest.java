package dev.pimainteno.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {
    @TempDir
    Path directory;

    @Test
    void makesTheDirectoryForThisUserOnlyAndNamesTheHolder() throws IOException {
        Path state = directory.resolve("a/state");

        try (StateLock lock = StateLock.acquire(state)) {
            assertThat(lock).hasToString(state.resolve("lock").toString());
            assertThat(Files.getPosixFilePermissions(state)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(state.resolve("lock")).hasContent(ProcessHandle.current().pid() + "\n");
        }
    }

    @Test
    void isHeldByOneAtATime() {
        try (StateLock lock = StateLock.acquire(directory)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> StateLock.acquire(directory))
                    .isInstanceOfSatisfying(
                            StateDirectoryException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(StateDirectoryException.Reason.IN_USE))
                    .hasMessage("Another pimainteno (process "
                            + ProcessHandle.current().pid() + ") is at work on the state directory " + directory
                            + "; nothing was run");
        }
        StateLock.acquire(directory).close();
    }

    @Test
    void saysWhyADirectoryCannotBeMade() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> StateLock.acquire(file.resolve("state")))
                .hasMessageStartingWith("Cannot use the state directory " + file.resolve("state") + ": ")
                .hasMessageEndingWith("; nothing was run");
    }
}
