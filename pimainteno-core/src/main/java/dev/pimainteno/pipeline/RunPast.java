package dev.pimainteno.pipeline;

import dev.pimainteno.change.CommitId;
import dev.pimainteno.change.TreeId;
import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.project.DeliveryMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a run got, by its journal. Immutable.
 *
 * @param opened its first event
 * @param base the commit that its change is made for
 * @param baseTree that commit's tree
 * @param mode how far its change may go
 * @param takenUp the change of another run that it took up, if it did
 * @param phase the newest phase that it began
 * @param committed the commit, if one was made
 * @param delivering whether it was about to deliver, or has
 * @param delivered what came of the delivery, if that is known
 * @param served what is known of the service
 */
record RunPast(
        RunEvent.Opened opened,
        CommitId base,
        TreeId baseTree,
        DeliveryMode mode,
        Optional<RunEvent.TakenUp> takenUp,
        Phase phase,
        Optional<RunEvent.Committed> committed,
        boolean delivering,
        Optional<RunEvent.Delivered> delivered,
        ServedSoFar served) {

    /**
     * @param events all of the run, in order
     */
    static RunPast of(List<RunEvent> events) {
        RunEvent.Opened opened = last(events, RunEvent.Opened.class).orElseThrow();
        Phase phase = Phase.OPEN;
        int anew = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof RunEvent.PhaseBegan began) {
                phase = began.phase();
            } else if (events.get(i) instanceof RunEvent.Rebased) {
                anew = i; // Nothing that was made or delivered before counts any more.
            }
        }
        List<RunEvent> current = events.subList(anew, events.size());
        Optional<RunEvent.Rebased> rebased = last(current, RunEvent.Rebased.class);
        return new RunPast(
                opened,
                rebased.map(RunEvent.Rebased::head).orElse(opened.head()),
                rebased.map(RunEvent.Rebased::tree).orElse(opened.tree()),
                last(current, RunEvent.DeliveryDecided.class)
                        .map(RunEvent.DeliveryDecided::mode)
                        .orElse(opened.delivery()),
                last(events, RunEvent.TakenUp.class),
                phase,
                last(current, RunEvent.Committed.class),
                current.stream()
                        .anyMatch(
                                event -> event instanceof RunEvent.PhaseBegan began && began.phase() == Phase.DELIVER),
                last(current, RunEvent.Delivered.class),
                new ServedSoFar(
                        last(current, RunEvent.Deployed.class),
                        last(current, RunEvent.Restarting.class),
                        last(current, RunEvent.Served.class)));
    }

    private static <T extends RunEvent> Optional<T> last(List<RunEvent> events, Class<T> kind) {
        Stream<T> found = events.stream().filter(kind::isInstance).map(kind::cast);
        return found.reduce((first, second) -> second);
    }
}
