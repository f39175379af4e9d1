package dev.pimainteno.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.project.DeliveryMode;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import dev.pimainteno.project.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InMemoryRunJournalTest {
    private final RunJournal journal = RunJournal.inMemory(2);

    @Test
    void forgetsTheOldestRunThatHasEnded() {
        begin(run(1));
        begin(run(2));
        end(run(2));
        end(run(1));

        begin(run(3));

        assertThat(read(run(1))).isEmpty();
        assertThat(read(run(2))).hasSize(2);
        assertThat(read(run(3))).hasSize(1);
    }

    @Test
    void keepsEveryRunThatIsUnderWay() {
        begin(run(1));
        begin(run(2));
        begin(run(3));

        assertThat(read(run(1))).hasSize(1);
        assertThat(read(run(2))).hasSize(1);
        assertThat(read(run(3))).hasSize(1);
    }

    @Test
    void refusesToHoldNoRun() {
        assertThatIllegalArgumentException().isThrownBy(() -> RunJournal.inMemory(0));
    }

    private void begin(RunId run) {
        journal.append(
                new RunEvent.Opened(
                        run,
                        Instant.EPOCH,
                        ProjectId.of("shop"),
                        Trigger.MANUAL,
                        DeliveryMode.OBSERVE,
                        1,
                        "main",
                        "",
                        new CommitId("a".repeat(40)),
                        new TreeId("b".repeat(40)),
                        "clean"),
                1);
    }

    private void end(RunId run) {
        journal.append(new RunEvent.Ended(run, Instant.EPOCH, RunOutcome.NOTHING_TO_DO, "nothing to do"), 1);
    }

    private List<RunEvent> read(RunId run) {
        try (Stream<RunEvent> events = journal.read(run)) {
            return events.toList();
        }
    }

    private static RunId run(int number) {
        return new RunId("20260301-120000-%06x".formatted(number));
    }
}
