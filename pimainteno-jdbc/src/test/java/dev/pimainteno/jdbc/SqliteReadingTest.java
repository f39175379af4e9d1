package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.jdbc.ChildJvm.Outcome;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.RunQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that is read by somebody who may not write it, or does not want to. */
@Timeout(120)
class SqliteReadingTest {
    private static final String QUIET = "-Dorg.slf4j.simpleLogger.logFile=/dev/null";

    @TempDir
    Path directory;

    @Test
    void changesNoFile() throws Exception {
        JdbcSettings settings = JdbcSettings.sqlite(directory.resolve("pimainteno.db"));
        try (JdbcStore writer = JdbcStore.open(settings)) {
            new SampleRuns(writer.journal()).whole(1, AT);
        }
        Map<String, String> before = files();

        try (JdbcStore reader = JdbcStore.openToRead(settings).orElseThrow()) {
            assertThat(reader.history().runs(RunQuery.newest(10))).hasSize(1);
            assertThat(files()).isEqualTo(before);
        }

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void readsADirectoryThatMayOnlyBeRead() throws Exception {
        Mounts.require();
        Path state = Files.createDirectories(directory.resolve("state"));
        try (JdbcStore writer = JdbcStore.open(JdbcSettings.sqlite(state.resolve("pimainteno.db")))) {
            new SampleRuns(writer.journal()).whole(1, AT);

            assertThat(readOnly(state)).as("beside a writer").isEqualTo("1 run, 1 readable\n");
        }
        assertThat(readOnly(state)).as("after a writer").isEqualTo("1 run, 1 readable\n");
    }

    @Test
    void readsWhatAProcessHasLeftInItsLogThatWasKilled() throws Exception {
        Mounts.require();
        Path state = Files.createDirectories(directory.resolve("state"));
        JdbcSettings settings = JdbcSettings.sqlite(state.resolve("pimainteno.db"));
        try (Child writer = Child.start(KilledWriterTest.Writer.class, settings, 1)) {
            writer.expect("appended 0");
            writer.kill();
        }
        assertThat(state.resolve("pimainteno.db-wal")).isNotEmptyFile();

        assertThat(readOnly(state)).isEqualTo("1 run, 1 readable\n");
    }

    private static String readOnly(Path state) throws Exception {
        Outcome outcome = ChildJvm.running(Reader.class, state)
                .option(QUIET)
                .mounting("mount --bind " + state + " " + state + " && mount -o remount,ro,bind " + state)
                .run();
        return outcome.output();
    }

    /** Returns size and time of each file. */
    private Map<String, String> files() throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : found.toList()) {
                files.put(
                        file.getFileName().toString(), Files.size(file) + " bytes, " + Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    /** Reads the runs of a store. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] args) {
            try (JdbcStore store = JdbcStore.openToRead(JdbcSettings.sqlite(Path.of(args[0], "pimainteno.db")))
                    .orElseThrow()) {
                long readable = store.history().runs(RunQuery.newest(10)).stream()
                        .filter(run -> !new SampleRuns(store.journal()).read(1).isEmpty())
                        .count();
                System.out.println(
                        store.history().runs(RunQuery.newest(10)).size() + " run, " + readable + " readable");
            } catch (JournalException e) {
                System.out.println(e.reason() + ": " + e.getMessage());
            }
        }
    }
}
