package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pimainteno.jdbc.ChildJvm.Outcome;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.JournalException.Reason;
import dev.pimainteno.journal.RunQuery;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that a store cannot be kept in, and what is said of them. */
@Timeout(120)
class RefusedFileTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("state/pimainteno.db");
    }

    @Test
    void makesTheFileForThisUserAlone() throws Exception {
        try (JdbcStore store = JdbcStore.open(file())) {
            new SampleRuns(store.journal()).open(1, AT);

            try (var files = Files.list(file().getParent())) {
                assertThat(files)
                        .hasSizeGreaterThan(2)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .as(file.toString())
                                        .isEqualTo("rw-------"));
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "Dear diary, ".repeat(1_000));

        assertRefused(Reason.DAMAGED, "no database");
        assertThat(Files.readString(file())).startsWith("Dear diary");
    }

    @Test
    void refusesTheDatabaseOfAnotherProgram() throws Exception {
        Files.createDirectories(file().getParent());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            other.createStatement().execute("create table diary (entry text)");
        }

        assertRefused(Reason.DAMAGED, "another program");
    }

    @Test
    void refusesTablesOfANewerVersion() throws Exception {
        JdbcStore.open(file()).close();
        Tables.execute(
                JdbcSettings.sqlite(file()),
                "insert into schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) values (1000, '1000', 'later', 'SQL', 'V1000__later.sql', 'x', 1, 1)");

        assertRefused(Reason.DAMAGED, "version 1000");
        assertRefused(Reason.DAMAGED, "use the newer program");
    }

    @Test
    void saysThatAFileIsDamagedWhenItIsRead() throws Exception {
        try (JdbcStore store = JdbcStore.open(file())) {
            SampleRuns runs = new SampleRuns(store.journal());
            for (int i = 0; i < 30; i++) {
                runs.whole(i, AT);
            }
        }
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        try (RandomAccessFile damaged = new RandomAccessFile(file().toFile(), "rw")) {
            // All but the first pages, which hold the names of the tables.
            for (long at = 40L * 4096; at + 4096 <= damaged.length(); at += 4096) {
                damaged.seek(at);
                damaged.write(noise);
            }
        }

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> {
                    try (JdbcStore store = JdbcStore.open(file())) {
                        SampleRuns runs = new SampleRuns(store.journal());
                        for (int i = 0; i < 30; i++) {
                            runs.read(i);
                        }
                        store.history().runs(RunQuery.newest(100));
                    }
                })
                .withMessageContaining(file().toString())
                .withMessageContaining("restore a backup")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
    }

    @Test
    void saysThatADirectoryIsInTheWay() throws Exception {
        Files.createDirectories(file());

        assertRefused(Reason.UNAVAILABLE, file().toString());
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom() throws Exception {
        Mounts.require();
        Path disk = Files.createDirectories(directory.resolve("disk"));

        Outcome outcome = ChildJvm.running(Filler.class, disk)
                .option("-Dorg.slf4j.simpleLogger.logFile=/dev/null")
                .mounting("mount -t tmpfs -o size=2m tmpfs " + disk)
                .run();

        assertThat(outcome.output())
                .contains("UNAVAILABLE: Cannot journal an event of the run")
                .contains("the disk is full; make room")
                .endsWith("all there\n");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void saysThatAFileMayOnlyBeRead() throws Exception {
        Mounts.require();
        Path disk = Files.createDirectories(directory.resolve("disk"));
        JdbcStore.open(disk.resolve("pimainteno.db")).close();

        Outcome outcome = ChildJvm.running(Opener.class, disk)
                .option("-Dorg.slf4j.simpleLogger.logFile=/dev/null")
                .mounting("mount --bind " + disk + " " + disk + " && mount -o remount,ro,bind " + disk)
                .run();

        assertThat(outcome.output())
                .contains("UNAVAILABLE: Cannot")
                .contains(disk.resolve("pimainteno.db").toString())
                .containsPattern("may not be written|read-only|Read-only|readonly|unable to open");
    }

    @Test
    void refusesUseAfterClose() {
        JdbcStore store = JdbcStore.open(file());
        store.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> store.history().runs(RunQuery.newest(1)))
                .withMessageContaining("closed");
    }

    private void assertRefused(Reason reason, String words) {
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> JdbcStore.open(file()).close())
                .withMessageContaining(file().toString())
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Journals until the disk is full, makes room, and goes on. */
    static final class Filler {
        private Filler() {}

        public static void main(String[] args) throws Exception {
            Path ballast = Files.write(Path.of(args[0], "ballast"), new byte[1 << 20]);
            try (JdbcStore store = JdbcStore.open(Path.of(args[0], "pimainteno.db"))) {
                SampleRuns runs = new SampleRuns(store.journal());
                int number = 0;
                try {
                    while (true) {
                        runs.open(number, AT);
                        number++;
                    }
                } catch (JournalException e) {
                    System.out.println(e.reason() + ": " + e.getMessage());
                }
                Files.delete(ballast);
                runs.open(number, AT);
                for (int i = 0; i <= number; i++) {
                    assertThat(runs.read(i)).hasSize(1);
                }
                System.out.println("all there");
            }
        }
    }

    /** Opens a store and journals. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] args) {
            try (JdbcStore store = JdbcStore.open(Path.of(args[0], "pimainteno.db"))) {
                new SampleRuns(store.journal()).open(1, AT);
                System.out.println("journaled");
            } catch (JournalException e) {
                System.out.println(e.reason() + ": " + e.getMessage());
            }
        }
    }
}
