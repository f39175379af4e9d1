package dev.pimainteno.jdbc;

import dev.pimainteno.journal.ChangeState;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.testing.SampleEvents;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Fills a journal with runs. */
final class SampleRuns {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");
    static final ProjectId SHOP = ProjectId.of("shop");
    static final long TOKEN = 7;

    /** What the first version did not know. */
    private static final Set<Class<? extends RunEvent>> SINCE = Set.of(
            RunEvent.TakenUp.class,
            RunEvent.RejectionsTold.class,
            RunEvent.RejectedBefore.class,
            RunEvent.WaitsAlready.class,
            RunEvent.Rebased.class,
            RunEvent.DeliveryDecided.class);

    /** What the third one did not know either. */
    private static final Set<Class<? extends RunEvent>> SINCE_THIRD = Set.of(RunEvent.WaitsAlready.class);

    private final RunJournal journal;

    SampleRuns(RunJournal journal) {
        this.journal = journal;
    }

    static RunId run(int number) {
        return new RunId("20260301-120000-%06x".formatted(number));
    }

    SampleRuns open(int number, Instant at) {
        journal.append(SampleEvents.opened(run(number), SHOP, at), TOKEN);
        return this;
    }

    SampleRuns change(int number, ChangeState state, Instant at) {
        journal.append(new RunEvent.ChangeMoved(run(number), at, state, ""), TOKEN);
        return this;
    }

    SampleRuns end(int number, RunOutcome outcome, Instant at) {
        journal.append(new RunEvent.Ended(run(number), at, outcome, "so"), TOKEN);
        return this;
    }

    /** Adds a run with one event of each kind. */
    SampleRuns whole(int number, Instant at) {
        return whole(number, at, Set.of());
    }

    /** All that a run of the first version could journal. */
    SampleRuns wholeOfFirstVersion(int number, Instant at) {
        return whole(number, at, SINCE);
    }

    /** All that a run of the second version could journal, and of the third. */
    SampleRuns wholeOfSecondVersion(int number, Instant at) {
        return whole(number, at, SINCE_THIRD);
    }

    private SampleRuns whole(int number, Instant at, Set<Class<? extends RunEvent>> without) {
        SampleEvents.oneOfEachKind(SampleEvents.opened(run(number), SHOP, at)).stream()
                .filter(event -> !without.contains(event.getClass()))
                .forEach(event -> journal.append(event, TOKEN));
        return this;
    }

    List<RunEvent> read(int number) {
        try (Stream<RunEvent> events = journal.read(run(number))) {
            return events.toList();
        }
    }
}
