package dev.pimainteno.cli.demo;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.pipeline.RunReport;
import java.util.List;

/**
 * One pass of the pipeline, seen from outside of it.
 *
 * @param questions how many questions reached the model
 * @param events what was journaled; empty if no run was made
 */
record Act(RunReport report, int questions, List<RunEvent> events) {

    /** Whether a gate judged, and found nothing to object to each time. */
    boolean passed(String gate) {
        List<RunEvent.Judged> verdicts = events.stream()
                .filter(RunEvent.Judged.class::isInstance)
                .map(RunEvent.Judged.class::cast)
                .filter(judged -> judged.gate().equals(gate))
                .toList();
        return !verdicts.isEmpty()
                && verdicts.stream().allMatch(judged -> judged.verdict().equals("pass"));
    }
}
