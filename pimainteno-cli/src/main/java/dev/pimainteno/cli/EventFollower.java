package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunOverview;
import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Hands on the events of a run in order, those that come later, too, until the run ends. For one use. */
final class EventFollower {
    private final RunRecords records;
    private final RunOverview run;
    private final Consumer<RunEvent> target;
    private int handedOn;

    /** Lets some time pass. */
    @FunctionalInterface
    interface Pause {
        void take() throws InterruptedException;
    }

    EventFollower(RunRecords records, RunOverview run, Consumer<RunEvent> target) {
        this.records = records;
        this.run = run;
        this.target = target;
    }

    /** Hands on what there is and was not handed on yet; returns whether the run has ended. */
    boolean handOn() {
        RunId id = run.run();
        List<RunEvent> events;
        try (Stream<RunEvent> read = records.journal().read(id)) {
            events = read.toList();
        }
        events.stream().skip(handedOn).forEach(target);
        handedOn = Math.max(handedOn, events.size());
        return events.isEmpty() || events.stream().anyMatch(RunEvent.Ended.class::isInstance);
    }

    /**
     * Goes on until the run has ended.
     *
     * @param pause taken between two looks
     * @return whether it has ended; if not, nobody is at work on it any more
     */
    boolean follow(Pause pause) throws InterruptedException {
        while (!handOn()) {
            if (!records.claims().isHeld(run.project())) {
                return handOn(); // What it did last, it may have done since.
            }
            pause.take();
        }
        return true;
    }
}
