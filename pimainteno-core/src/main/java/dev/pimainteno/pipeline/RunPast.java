package dev.pimainteno.pipeline;

import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a run got, by its journal. Immutable.
 *
 * @param opened its first event
 * @param phase the newest phase that it began
 * @param committed the commit, if one was made
 * @param delivering whether it was about to deliver, or has
 * @param delivered what came of the delivery, if that is known
 * @param served what is known of the service
 */
record RunPast(
        RunEvent.Opened opened,
        Phase phase,
        Optional<RunEvent.Committed> committed,
        boolean delivering,
        Optional<RunEvent.Delivered> delivered,
        ServedSoFar served) {

    /**
     * @param events all of the run, in order
     */
    static RunPast of(List<RunEvent> events) {
        Phase phase = Phase.OPEN;
        boolean delivering = false;
        for (RunEvent event : events) {
            if (event instanceof RunEvent.PhaseBegan began) {
                phase = began.phase();
                delivering |= phase == Phase.DELIVER;
            }
        }
        return new RunPast(
                last(events, RunEvent.Opened.class).orElseThrow(),
                phase,
                last(events, RunEvent.Committed.class),
                delivering,
                last(events, RunEvent.Delivered.class),
                new ServedSoFar(
                        last(events, RunEvent.Deployed.class),
                        last(events, RunEvent.Restarting.class),
                        last(events, RunEvent.Served.class)));
    }

    private static <T extends RunEvent> Optional<T> last(List<RunEvent> events, Class<T> kind) {
        Stream<T> found = events.stream().filter(kind::isInstance).map(kind::cast);
        return found.reduce((first, second) -> second);
    }
}
