package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.review.Rejection;
import dev.pimainteno.review.Rejections;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Rejections} must do. An implementation's test extends this class; the storage behind {@link #open()} is
 * empty at the beginning of each test.
 */
public abstract class RejectionsContract {
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectId BLOG = ProjectId.of("blog");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456789Z");

    @SuppressWarnings("NullAway.Init") // set before each test
    private Rejections rejections;

    /** Opens the rejections, each time on the same storage within one test. */
    protected abstract Rejections open() throws Exception;

    /** Whether rejections outlive the object that they were given to. */
    protected boolean survivesReopen() {
        return false;
    }

    @BeforeEach
    final void openRejections() throws Exception {
        rejections = open();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(rejections.find(SHOP, fingerprint(1))).isEmpty();
        assertThat(rejections.newest(SHOP, 5)).isEmpty();
    }

    @Test
    void findsWhatWasTurnedDownByItsFingerprint() {
        Rejection rejection = rejection(SHOP, 1, "Größer als \"erlaubt\"\n\\ 🙂\0");

        rejections.remember(rejection);

        assertThat(rejections.find(SHOP, fingerprint(1))).contains(rejection);
        assertThat(rejections.find(SHOP, fingerprint(2))).isEmpty();
    }

    @Test
    void keepsProjectsApart() {
        rejections.remember(rejection(SHOP, 1, "no"));

        assertThat(rejections.find(BLOG, fingerprint(1))).isEmpty();
        assertThat(rejections.newest(BLOG, 5)).isEmpty();
    }

    @Test
    void tellsTheNewestFirstWhateverTheClockSaid() {
        Rejection first = rejection(SHOP, 1, "one");
        Rejection second = new Rejection(SHOP, fingerprint(2), run(2), "Two", "two", NOON.minusSeconds(60));
        Rejection third = rejection(SHOP, 3, "three");
        List.of(first, second, third).forEach(rejections::remember);

        assertThat(rejections.newest(SHOP, 2)).containsExactly(third, second);
    }

    @Test
    void replacesARejectionOfTheSameFingerprintByANewerOne() {
        Rejection again = rejection(SHOP, 1, "still no");
        rejections.remember(rejection(SHOP, 1, "no"));
        rejections.remember(rejection(SHOP, 2, "no"));

        rejections.remember(again);
        rejections.remember(again);

        assertThat(rejections.newest(SHOP, 5)).containsExactly(again, rejection(SHOP, 2, "no"));
    }

    @Test
    void forgetsTheOldestBeyondWhatItKeeps() {
        for (int i = 0; i <= Rejections.MOST; i++) {
            rejections.remember(rejection(SHOP, i, "no"));
        }

        assertThat(rejections.newest(SHOP, Rejections.MOST + 10)).hasSize(Rejections.MOST);
        assertThat(rejections.find(SHOP, fingerprint(0))).isEmpty();
        assertThat(rejections.find(SHOP, fingerprint(1))).isPresent();
    }

    @Test
    void remembersAsLongAsItSays() throws Exception {
        rejections.remember(rejection(SHOP, 1, "no"));

        assertThat(open().find(SHOP, fingerprint(1)).isPresent()).isEqualTo(survivesReopen());
    }

    private static Rejection rejection(ProjectId project, int number, String reason) {
        return new Rejection(project, fingerprint(number), run(number), "Change " + number, reason, NOON);
    }

    private static String fingerprint(int number) {
        return "%064x".formatted(number);
    }

    private static RunId run(int number) {
        return new RunId("20260131-120000-%06x".formatted(number));
    }
}
