package dev.pimainteno.pipeline;

import dev.pimainteno.journal.Artifact;
import dev.pimainteno.journal.ArtifactName;
import dev.pimainteno.journal.Artifacts;
import dev.pimainteno.journal.JournalException;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunEventFormat;
import dev.pimainteno.journal.RunJournal;
import dev.pimainteno.journal.RunListener;
import dev.pimainteno.learning.Lessons;
import dev.pimainteno.project.RunId;
import dev.pimainteno.redaction.Redaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journals the events of one run without the secrets in them, then logs them and tells the listener. */
final class RunLog {
    private static final Logger log = LoggerFactory.getLogger(RunLog.class);
    private static final RunEventFormat FORMAT = RunEventFormat.create();

    private final RunId run;
    private final HeldProject held;
    private final RunJournal journal;
    private final Artifacts artifacts;
    private final Redaction redaction;
    private final RunListener listener;
    private final InstantSource clock;
    private final Lessons lessons;
    private int proposals;

    RunLog(RunId run, HeldProject held, Parts parts, RunListener listener) {
        this.run = run;
        this.held = held;
        this.journal = parts.journal();
        this.artifacts = parts.artifacts();
        this.redaction = parts.redaction();
        this.listener = listener;
        this.lessons = parts.lessons();
        this.clock = parts.clock();
    }

    RunId run() {
        return run;
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns the number of a change that is about to be judged, from 1. */
    int nextProposal() {
        return ++proposals;
    }

    /**
     * @throws dev.pimainteno.journal.JournalException if the event could not be kept, which ends the run
     */
    void append(RunEvent event) {
        RunEvent clean = FORMAT.withWords(event, redaction::apply);
        journal.append(clean, held.token());
        log.info("{}: {}", held.project(), clean.summary());
        if (clean instanceof RunEvent.ChangeMoved) {
            learn();
        }
        try {
            listener.onEvent(clean);
        } catch (RuntimeException e) {
            log.warn("A listener failed on {}; the run goes on", clean, e);
        }
    }

    /** A rule that is lost can be added by hand; a run that has come this far is not given up for it. */
    private void learn() {
        try (Stream<RunEvent> events = journal.read(run)) {
            lessons.learn(events.toList());
        } catch (JournalException e) {
            log.warn("{}: nothing was learnt from the run {}", held.project(), run, e);
        }
    }

    void begin(Phase phase, String detail) {
        append(new RunEvent.PhaseBegan(run, now(), phase, detail));
    }

    /** Returns a text for a model without what is a secret beyond doubt. */
    String withoutSecrets(String text) {
        return redaction.applyToPrompt(text);
    }

    /**
     * Keeps a text beside the journal, without the secrets in it.
     *
     * @throws dev.pimainteno.journal.JournalException if it could not be kept, which ends the run
     */
    void keep(String name, String text) {
        Artifact kept = artifacts.keep(run, new ArtifactName(name), redaction.apply(text));
        append(new RunEvent.ArtifactKept(run, now(), kept.name(), kept.sha256(), kept.bytes(), kept.whole()));
    }
}
