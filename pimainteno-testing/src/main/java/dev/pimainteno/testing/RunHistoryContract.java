package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.JournalRules;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunHistory;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.journal.RunQuery;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RunHistory} must tell of its journal. An implementation's test extends this class; the storage is
 * empty at the beginning of each test.
 */
public abstract class RunHistoryContract {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final ProjectId SHOP = ProjectId.of("shop");
    private static final ProjectId BLOG = ProjectId.of("blog");
    private static final long TOKEN = 7;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunJournal journal;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunHistory history;

    /** Opens a journal that has room for ten runs. Called once in each test. */
    protected abstract RunJournal openJournal() throws Exception;

    /** Returns the history of the journal that was opened. */
    protected abstract RunHistory history();

    @BeforeEach
    final void openBoth() throws Exception {
        journal = openJournal();
        history = history();
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(history.find(run(1))).isEmpty();
        assertThat(history.runs(RunQuery.newest(10))).isEmpty();
    }

    @Test
    void addsUpTheEventsOfARunOneByOne() {
        RunOverview sum = null;
        for (RunEvent event : SampleEvents.oneOfEachKind(SampleEvents.opened(run(1), SHOP, AT))) {
            journal.append(event, TOKEN);
            sum = JournalRules.next(sum, event);

            assertThat(history.find(run(1))).as("after %s", event).hasValue(sum);
            assertThat(history.runs(RunQuery.newest(10))).containsExactly(sum);
        }
    }

    @Test
    void keepsOddTextsAndTimesAsTheyAre() {
        open(1, SHOP);
        RunEvent ended = new RunEvent.Ended(
                run(1),
                AT.minusNanos(1),
                RunOutcome.FAILED,
                "a\\b \\0 \\u0000 \0 \ud83d 🙂 'quoted' \"twice\" :name ?");
        journal.append(ended, TOKEN);

        RunOverview found = history.find(run(1)).orElseThrow();

        assertThat(found)
                .isEqualTo(RunOverview.of(SampleEvents.opened(run(1), SHOP, AT)).plus(ended));
    }

    @Test
    void tellsTheNewestFirstWhateverTheClockSaid() {
        open(3, SHOP, AT.plusSeconds(100));
        open(1, BLOG, AT);
        open(2, SHOP, AT.minusSeconds(100));

        assertThat(runs(RunQuery.newest(10))).containsExactly(run(2), run(1), run(3));
    }

    @Test
    void tellsNoMoreThanItIsAskedFor() {
        open(1, SHOP);
        open(2, SHOP);
        open(3, SHOP);

        assertThat(runs(RunQuery.newest(2))).containsExactly(run(3), run(2));
    }

    @Test
    void tellsOfOneProjectOnly() {
        open(1, SHOP);
        open(2, BLOG);
        open(3, SHOP);

        assertThat(runs(RunQuery.newest(10).of(SHOP))).containsExactly(run(3), run(1));
        assertThat(runs(RunQuery.newest(10).of(ProjectId.of("garden")))).isEmpty();
    }

    @Test
    void tellsOfOneOutcomeOnly() {
        open(1, SHOP);
        open(2, BLOG);
        open(3, SHOP);
        open(4, SHOP);
        end(1, RunOutcome.FAILED);
        end(2, RunOutcome.FAILED);
        end(3, RunOutcome.DELIVERED);

        assertThat(runs(RunQuery.newest(10).with(RunOutcome.FAILED))).containsExactly(run(2), run(1));
        assertThat(runs(RunQuery.newest(10).with(RunOutcome.FAILED).of(SHOP))).containsExactly(run(1));
        assertThat(runs(RunQuery.newest(10).with(RunOutcome.PARKED))).isEmpty();
    }

    @Test
    void findsRunsByTheBeginningOfTheirNames() {
        open(18, SHOP);
        open(1, BLOG);
        open(16, SHOP);
        open(17, BLOG);
        String beginning = run(17).value().substring(0, 21);

        assertThat(named(beginning, 10)).containsExactly(run(18), run(17), run(16));
        assertThat(named(beginning, 2)).containsExactly(run(18), run(17));
        assertThat(named(run(1).value(), 10)).containsExactly(run(1));
        assertThat(named(run(1).value().substring(0, 1), 10)).hasSize(4);
        assertThat(named(run(1).value() + "0", 10)).isEmpty();
        assertThat(named("9", 10)).isEmpty();
        assertThat(named("%", 10)).isEmpty();
    }

    private List<RunId> named(String beginning, int most) {
        return history.named(beginning, most).stream().map(RunOverview::run).toList();
    }

    @Test
    void goesOnAfterAPage() {
        for (int i = 1; i <= 7; i++) {
            open(i, i % 2 == 0 ? BLOG : SHOP);
        }

        assertThat(runs(RunQuery.newest(3))).containsExactly(run(7), run(6), run(5));
        assertThat(runs(RunQuery.newest(3).before(run(5)))).containsExactly(run(4), run(3), run(2));
        assertThat(runs(RunQuery.newest(3).before(run(2)))).containsExactly(run(1));
        assertThat(runs(RunQuery.newest(3).before(run(1)))).isEmpty();
        assertThat(runs(RunQuery.newest(2).of(SHOP).before(run(5)))).containsExactly(run(3), run(1));
        assertThat(runs(RunQuery.newest(2).of(SHOP).before(run(4))))
                .as("after a run of another project")
                .containsExactly(run(3), run(1));
    }

    @Test
    void goesOnAfterAPageOfOneOutcome() {
        for (int i = 1; i <= 6; i++) {
            open(i, SHOP);
            end(i, i % 2 == 0 ? RunOutcome.FAILED : RunOutcome.DELIVERED);
        }

        assertThat(runs(RunQuery.newest(2).with(RunOutcome.FAILED).before(run(6))))
                .containsExactly(run(4), run(2));
    }

    @Test
    void tellsNothingBeforeARunThatItDoesNotKnow() {
        open(1, SHOP);

        assertThat(runs(RunQuery.newest(3).before(run(9)))).isEmpty();
    }

    private void open(int number, ProjectId project) {
        open(number, project, AT);
    }

    private void open(int number, ProjectId project, Instant at) {
        journal.append(SampleEvents.opened(run(number), project, at), TOKEN);
    }

    private void end(int number, RunOutcome outcome) {
        journal.append(new RunEvent.Ended(run(number), AT, outcome, "so"), TOKEN);
    }

    private List<RunId> runs(RunQuery query) {
        return history.runs(query).stream().map(RunOverview::run).toList();
    }

    private static RunId run(int number) {
        return new RunId("20260301-120000-%06x".formatted(number));
    }
}
