package dev.pimainteno.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one store has read ahead while another, as it were of another process, goes on. */
class ReadAheadTest {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectId BLOG = ProjectId.of("blog");
    private static final RunId RUN = new RunId("20260131-235959-0f3a9c");
    private static final Instant THEN = Instant.parse("2026-01-31T23:59:59Z");

    @TempDir
    Path directory;

    private JdbcStore store;
    private JdbcStore other;

    @BeforeEach
    void openTwice() {
        store = JdbcStore.open(directory.resolve("runs.db"));
        other = JdbcStore.open(directory.resolve("runs.db"));
    }

    @AfterEach
    void close() {
        store.close();
        other.close();
    }

    @Test
    void givesEachAnswerOnceAndThenWhatIsThereByThen() {
        other.watermarks().write(SHOP, head("1"));
        open(other);

        store.readAhead();
        other.watermarks().write(SHOP, head("2"));
        end(other);

        assertThat(store.journal().open(SHOP)).containsExactly(RUN);
        assertThat(store.journal().open(SHOP)).isEmpty();
        assertThat(store.watermarks().read(SHOP)).isEqualTo(head("1"));
        assertThat(store.watermarks().read(SHOP)).isEqualTo(head("2"));
    }

    @Test
    void knowsThatThereWasNothing() {
        store.readAhead();
        other.watermarks().write(BLOG, head("1"));

        assertThat(store.journal().open(BLOG)).isEmpty();
        assertThat(store.watermarks().read(BLOG)).isEqualTo(ProjectWatermark.none());
        assertThat(store.watermarks().read(BLOG)).isEqualTo(head("1"));
    }

    @Test
    void seesItsOwnWritesAtOnce() {
        store.readAhead();

        store.watermarks().write(SHOP, head("1"));
        open(store);

        assertThat(store.watermarks().read(SHOP)).isEqualTo(head("1"));
        assertThat(store.journal().open(SHOP)).containsExactly(RUN);
    }

    @Test
    void isForgottenAfterSomeSeconds() {
        long[] now = {0};
        ReadAhead ahead = new ReadAhead(() -> now[0]);
        ahead.fill(0, Map.of(SHOP, List.of(RUN)), Map.of(SHOP, "body"), List.of(), List.of());

        now[0] = Duration.ofSeconds(5).toNanos();
        assertThat(ahead.takeOpenRuns(SHOP)).contains(List.of(RUN));
        now[0]++;

        assertThat(ahead.takeWatermark(SHOP)).isEmpty();
        assertThat(ahead.takeOpenRuns(BLOG)).isEmpty();
    }

    @Test
    void holdsNothingBeforeItIsFilled() {
        ReadAhead ahead = new ReadAhead(() -> 0);

        assertThat(ahead.takeOpenRuns(SHOP)).isEmpty();
        assertThat(ahead.takeWatermark(SHOP)).isEmpty();
    }

    private static ProjectWatermark head(String head) {
        return new ProjectWatermark(head, "", "", 0, Map.of());
    }

    private static void open(JdbcStore store) {
        store.journal()
                .append(
                        new RunEvent.Opened(
                                RUN,
                                THEN,
                                SHOP,
                                Trigger.MANUAL,
                                DeliveryMode.OBSERVE,
                                1,
                                "main",
                                "",
                                new CommitId("0".repeat(40)),
                                new TreeId("1".repeat(40)),
                                "clean"),
                        1);
    }

    private static void end(JdbcStore store) {
        store.journal().append(new RunEvent.Ended(RUN, THEN, RunOutcome.OBSERVED, "shown"), 1);
    }
}
