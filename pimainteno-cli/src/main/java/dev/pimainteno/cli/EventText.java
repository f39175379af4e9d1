package dev.pimainteno.cli;

import dev.pimainteno.journal.RunEvent;
import java.util.Locale;

/** Says in one line what happened in a run, without the project's name. */
final class EventText {
    private static final int SHORT_ID = 10;

    private EventText() {}

    static String of(RunEvent event) {
        if (event instanceof RunEvent.Opened opened) {
            String head = opened.head().toString();
            return "open " + head.substring(0, Math.min(SHORT_ID, head.length())) + ", checkout " + opened.checkout();
        }
        if (event instanceof RunEvent.PhaseBegan began) {
            return (word(began.phase()) + " " + began.detail().toLowerCase(Locale.ROOT)).strip();
        }
        if (event instanceof RunEvent.Ended ended) {
            return outcome(ended.outcome());
        }
        return event instanceof RunEvent.ModelAnswered || event instanceof RunEvent.ModelFailed
                ? model(event)
                : Printable.line(work(event));
    }

    /** Returns an enum's constant as a word or two. */
    static String outcome(Enum<?> constant) {
        return word(constant).replace('_', ' ');
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String model(RunEvent event) {
        if (event instanceof RunEvent.ModelAnswered answered) {
            return answered.remembered()
                    ? "model " + answered.purpose() + ": remembered"
                    : "model %s: %,d tokens in, %,d out, %s"
                            .formatted(
                                    answered.purpose(),
                                    answered.inputTokens(),
                                    answered.outputTokens(),
                                    Elapsed.of(answered.elapsed()));
        }
        RunEvent.ModelFailed failed = (RunEvent.ModelFailed) event;
        return Printable.line("model " + failed.purpose() + " failed: " + failed.message());
    }

    private static String work(RunEvent event) {
        if (event instanceof RunEvent.NothingProposed nothing) {
            return nothing.task() + ": " + nothing.reason();
        }
        if (event instanceof RunEvent.Applied applied) {
            return applied.task() + ": " + String.join(", ", applied.files());
        }
        if (event instanceof RunEvent.PatchRefused refused) {
            return refused.task() + " refused: " + String.join("; ", refused.reasons());
        }
        if (event instanceof RunEvent.Judged judged) {
            String evidence = judged.evidence().isEmpty() || judged.verdict().equals("pass")
                    ? ""
                    : ", " + judged.evidence().get(0);
            return judged.gate() + ": " + judged.verdict() + evidence;
        }
        if (event instanceof RunEvent.Committed committed) {
            return "committed: " + committed.subject();
        }
        if (event instanceof RunEvent.Delivered delivered) {
            return word(delivered.mode()) + ": " + delivered.detail();
        }
        if (event instanceof RunEvent.Deployed deployed) {
            return "deploy: " + deployed.detail();
        }
        if (event instanceof RunEvent.Served served) {
            return served.service() + ": " + served.detail();
        }
        return event.toString();
    }
}
