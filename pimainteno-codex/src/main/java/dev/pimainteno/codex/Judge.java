package dev.pimainteno.codex;

import dev.pimainteno.codex.Verdict.Answer;
import dev.pimainteno.codex.Verdict.Failure;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.process.ProcessResult.Ending;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a run of codex brought an answer. Neither the exit code nor a message of the model is enough: codex
 * exits with 0 without an answer, and prints a message that it takes back with a failed turn. Safe for many threads.
 */
final class Judge {
    private static final int USAGE_ERROR = 2;
    private static final int PANIC = 101;
    private static final int SIGNALS = 128;

    private final StatedWait waits;

    Judge(StatedWait waits) {
        this.waits = waits;
    }

    Verdict judge(CodexRun run) {
        Transcript transcript = TranscriptReader.read(run.output());
        if (run.ending() == Ending.TOO_MUCH_OUTPUT) {
            return Failure.of(Reason.MALFORMED, "it printed more than the answer may be long", "");
        }
        if (transcript.failure() != null) {
            return told(transcript.failure(), run);
        }
        if (run.ending() == Ending.TIMED_OUT || run.ending() == Ending.STALLED) {
            return overdue(run, transcript);
        }
        if (run.exitCode() != 0 && !transcript.started()) {
            return neverStarted(run, transcript);
        }
        if (run.exitCode() != 0 && !transcript.completed() && transcript.trouble() != null) {
            return told(transcript.trouble(), run);
        }
        return ended(run, transcript);
    }

    private Verdict ended(CodexRun run, Transcript transcript) {
        String message = transcript.message();
        if (transcript.empty()) {
            String what = "it ended with exit code " + run.exitCode() + " and without a single event";
            return new Failure(Reason.MALFORMED, what, run.errors(), null, true);
        }
        if (run.ending() != Ending.EXITED || run.exitCode() != 0 || !transcript.completed()) {
            String what = "its answer broke off (exit code " + run.exitCode() + ")";
            return Failure.of(Reason.MALFORMED, what, run.errors());
        }
        if (message == null || message.isBlank()) {
            return Failure.of(Reason.MALFORMED, "the model's answer was empty", run.errors());
        }
        return new Answer(message, transcript.usage());
    }

    private Verdict told(String text, CodexRun run) {
        FailureText failure = FailureText.of(text);
        @Nullable Instant availableAt = null;
        if (failure.reason() == Reason.RATE_LIMITED || failure.reason() == Reason.QUOTA_EXHAUSTED) {
            // Some versions state the wait on standard error only.
            availableAt = waits.in(text).or(() -> waits.in(run.errors())).orElse(null);
        }
        return new Failure(failure.reason(), failure.what(), text, availableAt, false);
    }

    private static Verdict overdue(CodexRun run, Transcript transcript) {
        String evidence = transcript.trouble() == null ? run.errors() : transcript.trouble();
        if (!transcript.started() && FailureText.of(run.errors()).reason() == Reason.NOT_SIGNED_IN) {
            return Failure.of(Reason.NOT_SIGNED_IN, "the sign-in has expired", run.errors());
        }
        boolean silent = run.ending() == Ending.STALLED && transcript.empty();
        String what = run.ending() == Ending.TIMED_OUT
                ? "no answer came within the time allowed"
                : silent ? "it gave no sign of life" : "it fell silent";
        return new Failure(Reason.TIMED_OUT, what, evidence, null, silent);
    }

    private Verdict neverStarted(CodexRun run, Transcript transcript) {
        String evidence = run.errors().isBlank() && transcript.trouble() != null ? transcript.trouble() : run.errors();
        if (run.exitCode() == USAGE_ERROR) {
            return Failure.of(Reason.NOT_INSTALLED, "it does not take the arguments", evidence);
        }
        if (run.exitCode() == PANIC || run.exitCode() > SIGNALS) {
            return Failure.of(Reason.UNAVAILABLE, "it crashed or was ended from outside", evidence);
        }
        FailureText failure = FailureText.of(evidence);
        // Nothing was asked yet, so nothing can have been declined.
        if (failure.known() && failure.reason() != Reason.REFUSED) {
            return told(evidence, run);
        }
        if (evidence.isBlank()) {
            return ended(run, transcript);
        }
        return Failure.of(Reason.NOT_INSTALLED, "it cannot start with its configuration", evidence);
    }
}
