package dev.pimainteno.pipeline;

import dev.pimainteno.journal.Phase;
import dev.pimainteno.journal.RunEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Goes on after a refusal, or does not, as the run did when it was made. */
final class RecordedRepetition {
    private static final String FAIL = "fail";

    private RecordedRepetition() {}

    /**
     * @param events all of the run, in order
     */
    static Repetition of(List<RunEvent> events) {
        Queue<Boolean> wentOn = new ArrayDeque<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof RunEvent.Judged judged
                    && judged.verdict().equals(FAIL)) {
                wentOn.add(i + 1 < events.size() && asksAgain(events.get(i + 1)));
            }
        }
        int most = 1;
        return new Repetition((project, edits) -> Boolean.FALSE.equals(wentOn.poll()) ? most : 0, most);
    }

    private static boolean asksAgain(RunEvent event) {
        return event instanceof RunEvent.PhaseBegan began
                && began.phase() == Phase.PROPOSE
                && began.detail().contains(",");
    }
}
