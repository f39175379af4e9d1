package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RunJournal} must do. An implementation's test extends this class; the storage behind {@link #open()}
 * is empty at the beginning of each test.
 */
public abstract class RunJournalContract {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final RunId RUN = run(1);
    private static final RunId OTHER = run(2);
    private static final long TOKEN = 7;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunJournal journal;

    /** Opens a journal that has room for ten runs, each time on the same storage within one test. */
    protected abstract RunJournal open() throws Exception;

    /** Whether events outlive the journal that they were appended to. */
    protected boolean survivesReopen() {
        return false;
    }

    @BeforeEach
    final void openJournal() throws Exception {
        journal = open();
    }

    @Test
    void knowsNothingOfAnUnknownRun() {
        assertThat(read(journal, RUN)).isEmpty();
    }

    @Test
    void returnsEveryKindOfEventAsItWasInOrder() {
        List<RunEvent> events = SampleEvents.oneOfEachKind(opened(RUN));

        events.forEach(event -> journal.append(event, TOKEN));

        assertThat(events.stream().<Class<?>>map(Object::getClass).toList())
                .as("one of each kind")
                .containsExactlyInAnyOrder(RunEvent.class.getPermittedSubclasses());
        assertThat(read(journal, RUN)).containsExactlyElementsOf(events);
    }

    @Test
    void keepsEqualEventsApart() {
        RunEvent event = new RunEvent.PhaseBegan(RUN, AT, Phase.PROPOSE, "improve");
        open(RUN);

        journal.append(event, TOKEN);
        journal.append(event, TOKEN);

        assertThat(read(journal, RUN)).containsExactly(opened(RUN), event, event);
    }

    @Test
    void keepsTheOrderOfAppendingWhateverTheClockSaid() {
        RunEvent later = new RunEvent.PhaseBegan(RUN, AT, Phase.OPEN, "");
        RunEvent earlier = new RunEvent.PhaseBegan(RUN, AT.minusSeconds(3600), Phase.PROPOSE, "");
        open(RUN);

        journal.append(later, TOKEN);
        journal.append(earlier, TOKEN);

        assertThat(read(journal, RUN)).containsExactly(opened(RUN), later, earlier);
    }

    @Test
    void keepsRunsApart() {
        RunEvent mine = new RunEvent.PhaseBegan(RUN, AT, Phase.OPEN, "mine");
        RunEvent theirs = new RunEvent.PhaseBegan(OTHER, AT, Phase.OPEN, "theirs");
        open(RUN);
        open(OTHER);

        journal.append(mine, TOKEN);
        journal.append(theirs, TOKEN);

        assertThat(read(journal, RUN)).containsExactly(opened(RUN), mine);
        assertThat(read(journal, OTHER)).containsExactly(opened(OTHER), theirs);
    }

    @Test
    void keepsTextAsItIs() {
        String odd = "Größe \"quoted\" \\ 'single' \t\n\r %s {} 🙂 <b> \0 \ud83d";
        RunEvent event =
                new RunEvent.Judged(RUN, AT, "verify", "fail", List.of("", odd, "x".repeat(100_000)), List.of(odd));
        open(RUN);

        journal.append(event, TOKEN);

        assertThat(read(journal, RUN)).containsExactly(opened(RUN), event);
    }

    @Test
    void takesWhatAnInterruptedThreadHasToSay() {
        open(RUN);

        Thread.currentThread().interrupt();
        journal.append(new RunEvent.Ended(RUN, AT, RunOutcome.INTERRUPTED, "stopped"), TOKEN);

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(read(journal, RUN)).hasSize(2);
    }

    @Test
    void goesOnWithAnotherProjectWhereOneIsFenced() {
        open(RUN);
        journal.append(new RunEvent.Resumed(RUN, AT, TOKEN + 1, "unwound"), TOKEN + 1);

        journal.append(SampleEvents.opened(OTHER, ProjectId.of("garden"), AT), TOKEN);

        assertThat(read(journal, OTHER)).hasSize(1);
    }

    @Test
    void leavesTheRunAsItWasWhereAnEventIsRefused() {
        open(RUN);
        RunEvent event = new RunEvent.PhaseBegan(RUN, AT, Phase.PROPOSE, "");

        assertThatIllegalArgumentException().isThrownBy(() -> open(RUN));
        journal.append(event, TOKEN);

        assertThat(read(journal, RUN)).containsExactly(opened(RUN), event);
    }

    @Test
    void showsAReaderTheEventsUpToNow() {
        open(RUN);
        open(OTHER);

        try (Stream<RunEvent> reading = journal.read(RUN)) {
            journal.append(new RunEvent.PhaseBegan(OTHER, AT, Phase.PROPOSE, ""), TOKEN);
            assertThat(reading).containsExactly(opened(RUN));
        }
    }

    @Test
    void remembersAsLongAsItSays() throws Exception {
        List<RunEvent> events = SampleEvents.oneOfEachKind(opened(RUN));
        events.forEach(event -> journal.append(event, TOKEN));

        List<RunEvent> later = read(open(), RUN);

        assertThat(later).isEqualTo(survivesReopen() ? events : List.of());
    }

    @Test
    void keepsTheOrderOfEachRunUnderManyThreads() throws InterruptedException {
        int events = 25;

        Threads.together(4, thread -> {
            open(run(thread));
            for (int i = 0; i < events; i++) {
                journal.append(new RunEvent.PhaseBegan(run(thread), AT, Phase.PROPOSE, String.valueOf(i)), TOKEN);
            }
            return thread;
        });

        for (int thread = 0; thread < 4; thread++) {
            assertThat(read(journal, run(thread)).subList(1, events + 1))
                    .extracting(event -> ((RunEvent.PhaseBegan) event).detail())
                    .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                            .limit(events)
                            .map(String::valueOf)
                            .toList());
        }
    }

    @Test
    void tellsWhichRunsHaveNotEndedTheOldestFirst() {
        open(OTHER);
        open(RUN);
        open(run(3));
        journal.append(new RunEvent.Ended(run(3), AT, RunOutcome.FAILED, "the line is down"), TOKEN);

        assertThat(journal.open(ProjectId.of("shop"))).containsExactly(OTHER, RUN);
        assertThat(journal.open(ProjectId.of("garden"))).isEmpty();
    }

    @Test
    void refusesEventsOfAHolderThatWasReplaced() {
        open(RUN);
        journal.append(new RunEvent.Resumed(RUN, AT, TOKEN + 1, "unwound"), TOKEN + 1);

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> journal.append(new RunEvent.PhaseBegan(RUN, AT, Phase.DELIVER, ""), TOKEN))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.FENCED));
        assertThatExceptionOfType(JournalException.class)
                .as("another run of the same project")
                .isThrownBy(() -> journal.append(opened(OTHER), TOKEN));
        assertThat(read(journal, RUN)).hasSize(2);
        assertThat(read(journal, OTHER)).isEmpty();
    }

    @Test
    void refusesEventsOfAHolderWhoseRunWasEndedByItsSuccessor() {
        open(RUN);
        journal.append(new RunEvent.Ended(RUN, AT, RunOutcome.INTERRUPTED, "unwound"), TOKEN + 1);

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> journal.append(new RunEvent.PhaseBegan(RUN, AT, Phase.DELIVER, ""), TOKEN))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(JournalException.Reason.FENCED));
    }

    @Test
    void beginsEachRunWithItsOpening() {
        open(RUN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.append(new RunEvent.PhaseBegan(OTHER, AT, Phase.PROPOSE, ""), TOKEN));
        assertThatIllegalArgumentException().isThrownBy(() -> open(RUN));
    }

    @Test
    void addsNothingToARunThatHasEndedButWhatBecomesOfItsChange() {
        open(RUN);
        journal.append(new RunEvent.Ended(RUN, AT, RunOutcome.DELIVERED, ""), TOKEN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal.append(new RunEvent.PhaseBegan(RUN, AT, Phase.SERVE, ""), TOKEN));
        journal.append(new RunEvent.ChangeMoved(RUN, AT, ChangeState.KEPT, ""), TOKEN);
        assertThat(read(journal, RUN)).hasSize(3);
    }

    @Test
    void knowsWhichChangesWaitWhetherTheirRunsHaveEndedOrNot() {
        open(RUN);
        journal.append(new RunEvent.ChangeMoved(RUN, AT, ChangeState.HELD, "held"), TOKEN);
        journal.append(new RunEvent.Ended(RUN, AT, RunOutcome.HELD, "held"), TOKEN);
        open(OTHER);
        journal.append(new RunEvent.ChangeMoved(OTHER, AT, ChangeState.HELD, "held"), TOKEN);

        assertThat(journal.held(ProjectId.of("shop")))
                .extracting(RunOverview::run)
                .containsExactly(RUN, OTHER);
        assertThat(journal.held(ProjectId.of("blog"))).isEmpty();

        journal.append(new RunEvent.ChangeMoved(RUN, AT, ChangeState.REJECTED, "no"), TOKEN);

        assertThat(journal.held(ProjectId.of("shop")))
                .singleElement()
                .satisfies(held -> assertThat(held.run()).isEqualTo(OTHER))
                .satisfies(held -> assertThat(held.lastEvent()).isEqualTo(AT));
    }

    private void open(RunId run) {
        journal.append(opened(run), TOKEN);
    }

    private static RunEvent.Opened opened(RunId run) {
        return SampleEvents.opened(run, ProjectId.of("shop"), AT);
    }

    private static List<RunEvent> read(RunJournal journal, RunId run) {
        try (Stream<RunEvent> events = journal.read(run)) {
            return events.toList();
        }
    }

    private static RunId run(int number) {
        return new RunId("20260301-120000-%06x".formatted(number));
    }
}
