package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.ProjectWatermark;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.Watermark;
import dev.pimainteno.journal.Watermarks;
import dev.pimainteno.project.ProjectId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Watermarks} must do. An implementation's test extends this class; the storage behind {@link #open()}
 * is empty at the beginning of each test.
 */
public abstract class WatermarksContract {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectId BLOG = ProjectId.of("blog");
    private static final ProjectWatermark SEEN = new ProjectWatermark(
            "1".repeat(40),
            "2".repeat(40),
            "3".repeat(40),
            2,
            Map.of(
                    "summary", new Watermark("3".repeat(40), "v1", RunOutcome.NOTHING_TO_DO, "It is up to date."),
                    "improve",
                            new Watermark("3".repeat(40), "v2", RunOutcome.REFUSED, "Größer als \"erlaubt\"\n\\ 🙂")));

    @SuppressWarnings("NullAway.Init") // set before each test
    private Watermarks watermarks;

    /** Opens the watermarks, each time on the same storage within one test. */
    protected abstract Watermarks open() throws Exception;

    /** Whether watermarks outlive the object that they were written with. */
    protected boolean survivesReopen() {
        return false;
    }

    @BeforeEach
    final void openWatermarks() throws Exception {
        watermarks = open();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(watermarks.read(SHOP)).isEqualTo(ProjectWatermark.none());
    }

    @Test
    void returnsWhatWasWritten() {
        watermarks.write(SHOP, SEEN);

        assertThat(watermarks.read(SHOP)).isEqualTo(SEEN);
    }

    @Test
    void keepsProjectsApart() {
        watermarks.write(SHOP, SEEN);

        assertThat(watermarks.read(BLOG)).isEqualTo(ProjectWatermark.none());
    }

    @Test
    void replacesTheWholeWatermark() {
        ProjectWatermark next = new ProjectWatermark(
                "4".repeat(40), "", "", 0, Map.of("repair", new Watermark("", "", RunOutcome.DELIVERED, "")));
        watermarks.write(SHOP, SEEN);

        watermarks.write(SHOP, next);

        assertThat(watermarks.read(SHOP)).isEqualTo(next);
    }

    @Test
    void forgetsAWatermarkThatIsReplacedByNone() {
        watermarks.write(SHOP, SEEN);

        watermarks.write(SHOP, ProjectWatermark.none());

        assertThat(watermarks.read(SHOP)).isEqualTo(ProjectWatermark.none());
    }

    @Test
    void knowsEveryOutcome() {
        for (RunOutcome outcome : RunOutcome.values()) {
            ProjectWatermark watermark =
                    new ProjectWatermark("", "", "", 0, Map.of("improve", new Watermark("c", "f", outcome, "so")));
            watermarks.write(SHOP, watermark);

            assertThat(watermarks.read(SHOP)).isEqualTo(watermark);
        }
    }

    @Test
    void remembersAsLongAsItSays() throws Exception {
        watermarks.write(SHOP, SEEN);

        ProjectWatermark later = open().read(SHOP);

        assertThat(later).isEqualTo(survivesReopen() ? SEEN : ProjectWatermark.none());
    }

    @Test
    void showsManyThreadsWholeWatermarksOnly() throws InterruptedException {
        watermarks.write(SHOP, uniform(0));

        Threads.together(4, thread -> {
            for (int round = 0; round < 50; round++) {
                if (thread % 2 == 0) {
                    watermarks.write(SHOP, uniform(round % 7));
                } else {
                    ProjectWatermark seen = watermarks.read(SHOP);
                    assertThat(seen).isEqualTo(uniform(seen.followUps()));
                }
            }
            return thread;
        });
    }

    private static ProjectWatermark uniform(int number) {
        return new ProjectWatermark("h".repeat(number), "r".repeat(number), "c".repeat(number), number, Map.of());
    }
}
