package dev.pimainteno.jdbc;

import static dev.pimainteno.jdbc.SampleRuns.AT;
import static dev.pimainteno.jdbc.SampleRuns.SHOP;
import static dev.pimainteno.jdbc.SampleRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.testing.SampleEvents;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes with one store. */
@Timeout(300)
class SeveralProcessesTest extends BothDatabases {
    private static final int THREADS = 32;
    private static final int ATTEMPTS = 500;

    @Test
    void neverGiveAProjectToTwoHolders() throws Exception {
        JdbcSettings settings = newPlace();
        Path held = directory.resolve("held");
        int claims;
        // Both make the tables, too.
        try (Child one = Child.start(Contender.class, settings, held);
                Child other = Child.start(Contender.class, settings, held)) {
            one.expect("ready");
            other.expect("ready");
            one.tell("go");
            other.tell("go");
            claims = Integer.parseInt(String.valueOf(one.line())) + Integer.parseInt(String.valueOf(other.line()));
            assertThat(one.end()).isZero();
            assertThat(other.end()).isZero();
        }

        assertThat(claims).as("claims of %d attempts", 2 * ATTEMPTS).isBetween(2, 2 * ATTEMPTS);
        assertThat(Tables.number(settings, "select token from claims")).isEqualTo(claims);
        assertThat(held).hasContent("");
    }

    /** Tries to claim from many threads, and looks each time whether anybody else believes to hold the project. */
    static final class Contender {
        private static final AtomicInteger CLAIMS = new AtomicInteger();

        private Contender() {}

        public static void main(String[] args) throws Exception {
            Path held = Path.of(args[2]);
            try (JdbcStore store = JdbcStore.open(Child.settings(args))) {
                System.out.println("ready");
                System.in.read();
                ExecutorService threads = Executors.newFixedThreadPool(THREADS);
                List<Future<?>> tries = new ArrayList<>();
                for (int i = 0; i < ATTEMPTS; i++) {
                    tries.add(threads.submit(() -> attempt(store, held)));
                }
                for (Future<?> attempt : tries) {
                    attempt.get();
                }
                threads.shutdown();
                System.out.println(CLAIMS.get());
            }
        }

        private static Optional<Claim> attempt(JdbcStore store, Path held) throws Exception {
            Optional<Claim> claim = store.claims().tryClaim(SHOP, Duration.ofMinutes(5));
            if (claim.isPresent()) {
                CLAIMS.incrementAndGet();
                // A lock that only one process, and in it one thread, can have.
                try (FileChannel channel = FileChannel.open(held, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.tryLock()) {
                    if (lock == null) {
                        Files.writeString(held, "two holders");
                    }
                }
                claim.get().close();
            }
            return claim;
        }
    }

    @Test
    void stopAHolderThatSleptPastItsLease() throws Exception {
        JdbcSettings settings = newPlace();
        JdbcStore store = open(settings);
        try (Child sleeper = Child.start(Sleeper.class, settings)) {
            sleeper.expect("holds");
            sleeper.signal("STOP");

            Claim claim = claimAsSoonAsPossible(store);
            sleeper.signal("CONT");
            sleeper.tell("go on");

            sleeper.expect("renewed: false");
            sleeper.expect("FENCED");
            assertThat(new SampleRuns(store.journal()).read(1)).hasSize(1);
            store.journal().append(new RunEvent.Resumed(run(1), AT, claim.token(), "unwound"), claim.token());
            assertThat(sleeper.end()).isZero();
        }
    }

    private static Claim claimAsSoonAsPossible(JdbcStore store) throws InterruptedException {
        while (true) {
            Optional<Claim> claim = store.claims().tryClaim(SHOP, Duration.ofMinutes(5));
            if (claim.isPresent()) {
                return claim.get();
            }
            Thread.onSpinWait();
        }
    }

    /** Opens a run under a short lease, is stopped, and goes on. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] args) throws Exception {
            try (JdbcStore store = JdbcStore.open(Child.settings(args))) {
                Claim claim =
                        store.claims().tryClaim(SHOP, Duration.ofSeconds(1)).orElseThrow();
                store.journal().append(SampleEvents.opened(run(1), SHOP, AT), claim.token());
                System.out.println("holds");
                System.in.read();
                System.out.println("renewed: " + claim.renew(Duration.ofMinutes(5)));
                try {
                    store.journal().append(new RunEvent.PhaseBegan(run(1), AT, Phase.DELIVER, ""), claim.token());
                    System.out.println("appended");
                } catch (JournalException e) {
                    System.out.println(e.reason());
                }
            }
        }
    }
}
