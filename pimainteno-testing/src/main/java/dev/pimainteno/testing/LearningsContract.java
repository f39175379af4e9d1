package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.learning.Learning;
import dev.pimainteno.learning.Learnings;
import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Learnings} must do. An implementation's test extends this class; the storage behind {@link #open()} is
 * empty at the beginning of each test.
 */
public abstract class LearningsContract {
    private static final Optional<ProjectId> SHOP = Optional.of(ProjectId.of("shop"));
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration VALIDITY = Duration.ofDays(90);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Learnings learnings;

    /** Opens the rules, each time on the same storage within one test. */
    protected abstract Learnings open() throws Exception;

    /** Whether rules outlive the object that they were kept with. */
    protected boolean survivesReopen() {
        return false;
    }

    @BeforeEach
    final void openLearnings() throws Exception {
        learnings = open();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(learnings.all()).isEmpty();
    }

    @Test
    void returnsWhatWasKeptTheOldestFirst() {
        Learning second = rule("Größer als \"erlaubt\" \\ 🙂", 2);
        Learning everywhere = Learning.of(Optional.empty(), "No new dependencies", "said by hand", NOON, VALIDITY);
        Learning first = rule("Leave the prices alone", 1);
        learnings.keep(second);
        learnings.keep(everywhere);
        learnings.keep(first);

        assertThat(learnings.all()).containsExactly(everywhere, first, second);
    }

    @Test
    void replacesARuleOfTheSameName() {
        Learning rule = rule("Leave the prices alone", 1);
        learnings.keep(rule);
        Learning edited = rule.withRule("Leave prices and taxes alone").withExpiry(NOON.plusSeconds(1));
        learnings.keep(edited);

        assertThat(learnings.all()).containsExactly(edited);
    }

    @Test
    void removesARuleOnce() {
        Learning rule = rule("Leave the prices alone", 1);
        Learning other = rule("Leave the taxes alone", 2);
        learnings.keep(rule);
        learnings.keep(other);

        assertThat(learnings.remove(rule.id())).isTrue();
        assertThat(learnings.remove(rule.id())).isFalse();
        assertThat(learnings.all()).containsExactly(other);
    }

    @Test
    void makesRoomWhereThereAreTooMany() {
        Learning soonOver = rule("The first to expire", 1_000).withExpiry(NOON);
        Learning elsewhere =
                Learning.of(Optional.empty(), "For all", "", NOON, VALIDITY).withExpiry(NOON);
        learnings.keep(soonOver);
        learnings.keep(elsewhere);
        IntStream.range(1, Learnings.MOST).forEach(i -> learnings.keep(rule("Rule " + i, i)));
        assertThat(learnings.all()).hasSize(Learnings.MOST + 1).contains(soonOver, elsewhere);

        learnings.keep(rule("One more", 500));

        assertThat(learnings.all())
                .hasSize(Learnings.MOST + 1)
                .contains(elsewhere)
                .doesNotContain(soonOver);
        learnings.keep(rule("One more", 500));
        assertThat(learnings.all()).hasSize(Learnings.MOST + 1);
    }

    @Test
    void survivesReopeningIfItSaysSo() throws Exception {
        Learning rule = rule("Leave the prices alone", 1);
        learnings.keep(rule);

        if (survivesReopen()) {
            assertThat(open().all()).containsExactly(rule);
        }
    }

    private static Learning rule(String words, int second) {
        return Learning.of(SHOP, words, "said in a test", NOON.plusSeconds(second), VALIDITY);
    }
}
