package dev.pimainteno.pipeline;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.RunOutcome;
import dev.pimainteno.project.ProjectId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A project that is held for one run. The claim is short and is renewed from a thread of its own, so that a holder that has
 * died is replaced soon, and one that works long is not. Before anything is done that others see, the holder asks whether it
 * still is one.
 */
final class HeldProject implements AutoCloseable {
    /** How long the project stays claimed after its holder has died or was paused. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Logger log = LoggerFactory.getLogger(HeldProject.class);
    private static final Duration BEAT = LEASE.dividedBy(4);

    private final Claim claim;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread heart;

    HeldProject(Claim claim) {
        this.claim = claim;
        this.heart = new Thread(this::beat, "pimainteno-claim-" + claim.project());
        heart.setDaemon(true);
        heart.start();
    }

    ProjectId project() {
        return claim.project();
    }

    long token() {
        return claim.token();
    }

    /**
     * Makes sure that the project is held, now and for long enough to act.
     *
     * @throws RunStopped if it was lost
     * @throws JournalException if that cannot be found out
     */
    void require() throws RunStopped {
        long asked = System.nanoTime();
        boolean held = claim.renew(LEASE);
        // A process that was paused while it asked may have got an old answer.
        boolean recent = System.nanoTime() - asked < LEASE.toNanos() / 2;
        if (!held || !recent) {
            throw new RunStopped(RunOutcome.FAILED, "the claim on the project was lost to another run", List.of());
        }
    }

    private void beat() {
        try {
            while (!over.await(BEAT.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    if (!claim.renew(LEASE)) {
                        log.warn("{}: the claim was lost to another run; this one stops at its next step", project());
                        return;
                    }
                } catch (JournalException e) {
                    log.warn("{}: the claim cannot be renewed at the moment", project(), e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        claim.close();
    }
}
