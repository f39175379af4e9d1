package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done while nothing happens must not wear out a memory card. */
class IdleTest {
    private static final ProjectWatermark SEEN = new ProjectWatermark("1", "2", "3", 4, Map.of());

    @TempDir
    Path directory;

    @Test
    void writesNoByteWhileNothingChanges() throws Exception {
        try (JdbcStore store = JdbcStore.open(directory.resolve("pimainteno.db"));
                JdbcStore other = JdbcStore.open(directory.resolve("pimainteno.db"))) {
            new SampleRuns(store.journal()).whole(1, AT).open(2, AT);
            store.watermarks().write(SHOP, SEEN);
            assertThat(store.claims().tryClaim(SHOP, Duration.ofHours(1))).isPresent();
            lookAround(store);
            lookAround(other);
            Map<String, String> before = files();

            for (int i = 0; i < 20; i++) {
                lookAround(store);
                lookAround(other);
            }
            JdbcStore.open(directory.resolve("pimainteno.db")).close();

            assertThat(files()).isEqualTo(before);
        }
    }

    private static void lookAround(JdbcStore store) {
        assertThat(store.journal().open(SHOP)).hasSize(1);
        assertThat(store.history().find(run(1))).isPresent();
        assertThat(store.history().runs(RunQuery.newest(20))).hasSize(2);
        assertThat(new SampleRuns(store.journal()).read(1)).isNotEmpty();
        assertThat(store.claims().tryClaim(SHOP, Duration.ofHours(1))).isEmpty();
        assertThat(store.watermarks().read(SHOP)).isEqualTo(SEEN);
        store.watermarks().write(SHOP, SEEN);
        assertThat(store.prune(Retention.standard(), AT)).isEmpty();
    }

    /** Returns size and time of each file, the log's included; the index over the log is in memory alone. */
    private Map<String, String> files() throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file :
                    found.filter(file -> !file.toString().endsWith("-shm")).toList()) {
                files.put(
                        file.getFileName().toString(),
                        Files.size(file) + " bytes, "
                                + Files.getLastModifiedTime(file).toInstant());
            }
        }
        assertThat(files).containsKeys("pimainteno.db", "pimainteno.db-wal");
        return files;
    }
}
