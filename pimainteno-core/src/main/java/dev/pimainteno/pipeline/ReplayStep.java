package dev.pimainteno.pipeline;

import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.journal.RunEventFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What of an event must come out alike when its run is made again: everything but times and costs. */
final class ReplayStep {
    private static final RunEventFormat FORMAT = RunEventFormat.create();

    private ReplayStep() {}

    /** Returns the event as text that can be compared; nothing if it is none that a replay makes. */
    static Optional<String> of(RunEvent event) {
        if (event instanceof RunEvent.Resumed
                || event instanceof RunEvent.Delivered
                || event instanceof RunEvent.ChangeMoved
                || event instanceof RunEvent.DeliveryDecided
                || event instanceof RunEvent.Deployed
                || event instanceof RunEvent.Restarting
                || event instanceof RunEvent.Served
                || event instanceof RunEvent.Ended) {
            return Optional.empty();
        }
        if (event instanceof RunEvent.PhaseBegan began
                && (began.phase() == Phase.DELIVER || began.phase() == Phase.SERVE)) {
            return Optional.empty();
        }
        if (event instanceof RunEvent.ArtifactKept kept && kept.name().isVerifyOutput()) {
            return Optional.empty(); // No command runs.
        }
        String fields = FORMAT.encode(timeless(event)).replaceFirst("\"at\":\"[^\"]*\",", "");
        return Optional.of(RunEventFormat.type(event) + " " + fields);
    }

    private static RunEvent timeless(RunEvent event) {
        if (event instanceof RunEvent.ModelAnswered answered) {
            return new RunEvent.ModelAnswered(
                    answered.run(),
                    Instant.EPOCH,
                    answered.question(),
                    answered.purpose(),
                    answered.template(),
                    answered.promptHash(),
                    0,
                    0,
                    true,
                    Duration.ZERO);
        }
        return event;
    }
}
