package dev.pimainteno.pipeline;

import dev.pimainteno.gate.Candidate;
import dev.pimainteno.gate.Gate;
import dev.pimainteno.gate.Verdict;
import dev.pimainteno.journal.RunEvent;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Judges as a gate has judged when a run was made, and runs nothing. For one replay. */
final class RecordedGate implements Gate {
    private final Queue<Verdict> verdicts = new ArrayDeque<>();

    private RecordedGate() {}

    /** Returns the gates that have judged in a run, in the order in which they were asked; the caller owns the map. */
    static Map<String, Gate> of(List<RunEvent> events) {
        Map<String, Gate> gates = new LinkedHashMap<>();
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Judged judged) {
                RecordedGate gate = (RecordedGate) gates.computeIfAbsent(judged.gate(), name -> new RecordedGate());
                gate.verdicts.add(verdict(judged));
            }
        }
        return gates;
    }

    @Override
    public Verdict check(Candidate candidate) {
        Verdict next = verdicts.poll();
        return next == null ? Verdict.unknown("the record ends before this verdict") : next;
    }

    private static Verdict verdict(RunEvent.Judged judged) {
        return switch (judged.verdict()) {
            case "pass" -> new Verdict.Pass(judged.evidence(), judged.reservations());
            case "fail" -> new Verdict.Fail(judged.evidence());
            default -> new Verdict.Unknown(judged.evidence());
        };
    }
}
