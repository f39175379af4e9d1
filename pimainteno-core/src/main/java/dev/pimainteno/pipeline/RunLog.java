package dev.pimainteno.pipeline;

import dev.pimainteno.journal.Claim;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journals the events of one run, then logs them and tells the listener. */
final class RunLog {
    private static final Logger log = LoggerFactory.getLogger(RunLog.class);

    private final ProjectId project;
    private final RunId run;
    private final Claim claim;
    private final RunJournal journal;
    private final RunListener listener;
    private final InstantSource clock;

    RunLog(RunId run, Claim claim, RunJournal journal, RunListener listener, InstantSource clock) {
        this.project = claim.project();
        this.run = run;
        this.claim = claim;
        this.journal = journal;
        this.listener = listener;
        this.clock = clock;
    }

    RunId run() {
        return run;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * @throws dev.pimainteno.journal.JournalException if the event could not be kept, which ends the run
     */
    void append(RunEvent event) {
        journal.append(event, claim.token());
        log.info("{}: {}", project, event.summary());
        try {
            listener.onEvent(event);
        } catch (RuntimeException e) {
            log.warn("A listener failed on {}; the run goes on", event, e);
        }
    }

    void begin(Phase phase, String detail) {
        append(new RunEvent.PhaseBegan(run, now(), phase, detail));
    }
}
