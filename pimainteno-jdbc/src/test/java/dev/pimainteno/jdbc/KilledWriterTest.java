package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.JournalRules;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.testing.SampleEvents;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A holder whose process is killed in the middle of its appends. */
@Timeout(300)
class KilledWriterTest extends BothDatabases {
    private static final int ROUNDS = 4;
    private static final Duration LEASE = Duration.ofHours(1);

    @Test
    void losesNoEventAndNoOrderAndLeavesTheProjectToTheNext() throws Exception {
        JdbcSettings settings = newPlace();
        Random random = new Random(11);
        long lastToken = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            int acknowledged = killAfter(settings, round, 5 + random.nextInt(60));

            JdbcStore store = open(settings);
            List<RunEvent> events = new SampleRuns(store.journal()).read(round);
            // The one that was under way may have been committed or not.
            assertThat(events.size() - 1).isBetween(acknowledged, acknowledged + 1);
            RunOverview sum = null;
            for (int i = 0; i < events.size(); i++) {
                if (i > 0) {
                    assertThat(((RunEvent.PhaseBegan) events.get(i)).detail()).isEqualTo(String.valueOf(i - 1));
                }
                sum = JournalRules.next(sum, events.get(i));
            }
            assertThat(store.history().find(run(round))).hasValue(sum);
            assertThat(store.journal().open(SHOP)).hasSize(round);
            try (Claim claim = store.claims().tryClaim(SHOP, LEASE).orElseThrow()) {
                assertThat(claim.token())
                        .as("at once, although the lease is long")
                        .isGreaterThan(lastToken);
                lastToken = claim.token();
            }
        }
    }

    /** Returns how many appends had returned when the process died. */
    private static int killAfter(JdbcSettings settings, int round, int appends) throws Exception {
        try (Child writer = Child.start(Writer.class, settings, round)) {
            for (int i = 0; i < appends; i++) {
                writer.expect("appended " + i);
            }
            long more = writer.kill()
                    .lines()
                    .filter(line -> line.startsWith("appended "))
                    .count();
            return appends + (int) more;
        }
    }

    /** Claims, opens a run and appends, for ever. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            int round = Integer.parseInt(args[2]);
            try (JdbcStore store = JdbcStore.open(Child.settings(args))) {
                long token = store.claims().tryClaim(SHOP, LEASE).orElseThrow().token();
                store.journal().append(SampleEvents.opened(run(round), SHOP, AT), token);
                for (int i = 0; ; i++) {
                    store.journal()
                            .append(new RunEvent.PhaseBegan(run(round), AT, Phase.PROPOSE, String.valueOf(i)), token);
                    System.out.println("appended " + i);
                }
            }
        }
    }
}
