package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.time.Duration;
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
        List<RunEvent> events = oneOfEachKind(RUN);

        events.forEach(journal::append);

        assertThat(read(journal, RUN)).containsExactlyElementsOf(events);
    }

    @Test
    void keepsEqualEventsApart() {
        RunEvent event = new RunEvent.PhaseBegan(RUN, AT, Phase.PROPOSE, "improve");

        journal.append(event);
        journal.append(event);

        assertThat(read(journal, RUN)).containsExactly(event, event);
    }

    @Test
    void keepsTheOrderOfAppendingWhateverTheClockSaid() {
        RunEvent later = new RunEvent.PhaseBegan(RUN, AT, Phase.OPEN, "");
        RunEvent earlier = new RunEvent.PhaseBegan(RUN, AT.minusSeconds(3600), Phase.PROPOSE, "");

        journal.append(later);
        journal.append(earlier);

        assertThat(read(journal, RUN)).containsExactly(later, earlier);
    }

    @Test
    void keepsRunsApart() {
        RunEvent mine = new RunEvent.PhaseBegan(RUN, AT, Phase.OPEN, "mine");
        RunEvent theirs = new RunEvent.PhaseBegan(OTHER, AT, Phase.OPEN, "theirs");

        journal.append(mine);
        journal.append(theirs);

        assertThat(read(journal, RUN)).containsExactly(mine);
        assertThat(read(journal, OTHER)).containsExactly(theirs);
    }

    @Test
    void keepsTextAsItIs() {
        String odd = "Größe \"quoted\" \\ 'single' \t\n\r %s {} 🙂 <b>";
        RunEvent event = new RunEvent.Judged(RUN, AT, "verify", "fail", List.of("", odd, "x".repeat(100_000)));

        journal.append(event);

        assertThat(read(journal, RUN)).containsExactly(event);
    }

    @Test
    void showsAReaderTheEventsUpToNow() {
        RunEvent before = new RunEvent.PhaseBegan(RUN, AT, Phase.OPEN, "");
        journal.append(before);

        try (Stream<RunEvent> reading = journal.read(RUN)) {
            journal.append(new RunEvent.PhaseBegan(OTHER, AT, Phase.PROPOSE, ""));
            assertThat(reading).containsExactly(before);
        }
    }

    @Test
    void remembersAsLongAsItSays() throws Exception {
        List<RunEvent> events = oneOfEachKind(RUN);
        events.forEach(journal::append);

        List<RunEvent> later = read(open(), RUN);

        assertThat(later).isEqualTo(survivesReopen() ? events : List.of());
    }

    @Test
    void keepsTheOrderOfEachRunUnderManyThreads() throws InterruptedException {
        int events = 25;

        Threads.together(4, thread -> {
            for (int i = 0; i < events; i++) {
                journal.append(new RunEvent.PhaseBegan(run(thread), AT, Phase.PROPOSE, String.valueOf(i)));
            }
            return thread;
        });

        for (int thread = 0; thread < 4; thread++) {
            assertThat(read(journal, run(thread)))
                    .extracting(event -> ((RunEvent.PhaseBegan) event).detail())
                    .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                            .limit(events)
                            .map(String::valueOf)
                            .toList());
        }
    }

    /** Returns one event of every kind that there is. */
    private static List<RunEvent> oneOfEachKind(RunId run) {
        CommitId head = new CommitId("1".repeat(40));
        TreeId tree = new TreeId("2".repeat(40));
        List<RunEvent> events = List.of(
                new RunEvent.Opened(
                        run, AT, ProjectId.of("shop"), Trigger.SCHEDULE, DeliveryMode.PUSH, 7, head, tree, "clean"),
                new RunEvent.PhaseBegan(run, AT, Phase.PROPOSE, "improve"),
                new RunEvent.ModelFailed(run, AT, "improve", "UNAVAILABLE", "the line is down"),
                new RunEvent.ModelAnswered(
                        run, AT, "improve", "improve.v1", "f".repeat(64), 1_000, 20, false, Duration.ofMillis(1_234)),
                new RunEvent.NothingProposed(run, AT, "summary", "It is up to date."),
                new RunEvent.PatchRefused(run, AT, "improve", List.of("hunk 1: no such lines", "hunk 2: two places")),
                new RunEvent.Applied(run, AT, "improve", List.of("modify App.java"), List.of("App.java hunk 1: exact")),
                new RunEvent.Judged(run, AT, "policy", "pass", List.of()),
                new RunEvent.Committed(run, AT, head, tree, "Close the stream"),
                new RunEvent.Delivered(run, AT, DeliveryMode.PUSH, true, "main is at 1111111111."),
                new RunEvent.Deployed(run, AT, true, "every deploy command succeeded"),
                new RunEvent.Served(run, AT, "shop.service", true, "active (running)"),
                new RunEvent.Ended(run, AT, RunOutcome.DELIVERED, "One change was delivered."));
        assertThat(events.stream().<Class<?>>map(Object::getClass).toList())
                .as("one of each kind")
                .containsExactlyInAnyOrder(RunEvent.class.getPermittedSubclasses());
        return events;
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
