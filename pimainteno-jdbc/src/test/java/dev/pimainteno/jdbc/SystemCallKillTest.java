package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.jdbc.SystemCallKill.Outcome;
import dev.pimainteno.jdbc.SystemCallKill.Point;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCallKillTest {
    private static final Point SECOND = new Point("mkdir", 2);
    private static final Point FOURTH = new Point("mkdir", 4);

    @TempDir
    Path directory;

    /** Makes three directories. */
    static final class ThreeDirectories {
        private ThreeDirectories() {}

        public static void main(String[] arguments) throws Exception {
            for (int i = 1; i <= 3; i++) {
                System.out.println(Files.createDirectory(Path.of(arguments[0], "made-" + i))
                        .getFileName());
            }
        }
    }

    @BeforeEach
    void requireStrace() {
        SystemCallKill.require();
    }

    @Test
    void knowsEveryPoint() throws Exception {
        assertThat(SystemCallKill.points(directory, ThreeDirectories.class, directory))
                .contains(new Point("mkdir", 1), SECOND, new Point("mkdir", 3))
                .doesNotContain(FOURTH);
    }

    @Test
    void killsBeforeTheCallIsMade() throws Exception {
        Outcome killed = SystemCallKill.killAt(directory, SECOND, ThreeDirectories.class, directory);

        assertThat(killed).isEqualTo(new Outcome(true, "made-1\n"));
        assertThat(directory.resolve("made-2")).doesNotExist();
    }

    @Test
    void letsOneCallFail() throws Exception {
        Outcome failed = SystemCallKill.failAt(directory, SECOND, "ENOSPC", ThreeDirectories.class, directory);

        assertThat(failed.reached()).isTrue();
        assertThat(failed.output()).startsWith("made-1\n").contains("No space left on device");
        assertThat(directory.resolve("made-2")).doesNotExist();
    }

    @Test
    void tellsThatAPointWasNotReached() throws Exception {
        Outcome undisturbed = new Outcome(false, "made-1\nmade-2\nmade-3\n");

        assertThat(SystemCallKill.killAt(directory, FOURTH, ThreeDirectories.class, directory))
                .isEqualTo(undisturbed);
        Path other = Files.createDirectory(directory.resolve("other"));
        assertThat(SystemCallKill.failAt(directory, FOURTH, "EIO", ThreeDirectories.class, other))
                .isEqualTo(undisturbed);
    }
}
