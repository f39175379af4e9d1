package dev.pimainteno.codex;

import dev.pimainteno.codex.Verdict.Answer;
import dev.pimainteno.codex.Verdict.Failure;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.process.ProcessException;
import dev.pimainteno.process.ProcessMark;
import dev.pimainteno.process.ProcessRequest;
import dev.pimainteno.process.ProcessRequest.Overflow;
import dev.pimainteno.process.ProcessRunner;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes single calls: one process each, without a second try. Safe for many threads. */
final class CodexCall {
    /** What codex takes as one message. */
    private static final int MOST_CODE_POINTS = 1 << 20;

    /** What is printed besides the answer: warnings, reasoning, earlier versions of the answer. */
    private static final int OTHER_OUTPUT = 1 << 20;

    private final CodexSettings settings;
    private final ProcessRunner runner;
    private final Judge judge;
    private final SafeText safe;
    private final InstallationProbe probe;

    CodexCall(CodexSettings settings, ProcessRunner runner, StatedWait waits) {
        this.settings = settings;
        this.runner = runner;
        this.judge = new Judge(waits);
        String key = settings.apiKey();
        this.safe = SafeText.without(key == null ? List.of() : List.of(key));
        this.probe = new InstallationProbe(settings, runner, safe);
    }

    record Outcome(Installation installation, Verdict verdict) {}

    /**
     * Refuses what need not be tried.
     *
     * @throws LlmException if the prompt is too large, or nothing is there to sign in with
     */
    void check(LlmRequest request) {
        int size = request.prompt().codePointCount(0, request.prompt().length());
        if (size > MOST_CODE_POINTS) {
            String message = "Did not ask codex for '" + request.purpose() + "': the prompt has " + size
                    + " characters and codex takes " + MOST_CODE_POINTS + "; shorten it";
            throw new LlmException(Reason.TOO_LARGE, message, null);
        }
        if (settings.apiKeyEnv() != null && settings.apiKey() == null) {
            throw notSignedIn(request, "the variable " + settings.apiKeyEnv() + " that is to hold the key is not set");
        }
        boolean keyNeeded = !settings.extraArguments().chooseProvider() && settings.apiKeyEnv() == null;
        if (keyNeeded && settings.existingAuthFile() == null) {
            throw notSignedIn(request, "there is no sign-in in " + settings.authFile());
        }
    }

    private static LlmException notSignedIn(LlmRequest request, String what) {
        String message =
                "Did not ask codex for '" + request.purpose() + "': " + what + "; " + remedy(Reason.NOT_SIGNED_IN);
        return new LlmException(Reason.NOT_SIGNED_IN, message, null);
    }

    /**
     * Makes one call.
     *
     * @throws LlmException if codex cannot be started at all
     */
    Outcome make(LlmRequest request, Duration timeout) throws InterruptedException {
        long started = System.nanoTime();
        try (CallDirectory directory = CallDirectory.open(settings.stateDirectory(), settings.existingAuthFile())) {
            Installation installation = probe.installation(directory, timeout);
            Duration left = timeout.minusNanos(System.nanoTime() - started);
            if (left.isNegative() || left.isZero()) {
                Failure failure = Failure.of(Reason.TIMED_OUT, "no time was left to ask", "");
                return new Outcome(installation, failure);
            }
            CodexRun run = run(processRequest(request, new Invocation(installation, settings, directory), left));
            return new Outcome(installation, bounded(judge.judge(run), request));
        } catch (UncheckedIOException e) {
            throw new LlmException(Reason.NOT_INSTALLED, e.getMessage() + ": " + e.getCause(), e);
        }
    }

    private ProcessRequest processRequest(LlmRequest request, Invocation invocation, Duration timeout) {
        CallDirectory directory = invocation.directory();
        @Nullable Path schema = request.schema() == null ? null : directory.writeSchema(request.schema());
        // Quotes and line breaks of the answer are escaped, and it is printed again when a stream is repeated.
        long maxOutput = Math.min(Integer.MAX_VALUE / 4, OTHER_OUTPUT + 2L * request.maxAnswerBytes());
        return ProcessRequest.of(invocation.command(schema), directory.work())
                .environment(ProcessMark.of(request.run().value()).on(settings.environmentWithKey(directory)))
                .input(request.prompt().getBytes(StandardCharsets.UTF_8))
                .timeout(timeout)
                .firstOutputWithin(settings.startPatience())
                .maxSilence(settings.maxSilence())
                .maxOutput((int) maxOutput, Overflow.END_PROCESS)
                .lastLine(TranscriptReader::isFatal)
                .build();
    }

    private CodexRun run(ProcessRequest request) throws InterruptedException {
        try {
            return CodexRun.of(runner.run(request));
        } catch (ProcessException e) {
            Reason reason = e.isRetryable() ? Reason.UNAVAILABLE : Reason.NOT_INSTALLED;
            throw new LlmException(reason, "Cannot run codex: " + e.getMessage(), e);
        }
    }

    private static Verdict bounded(Verdict verdict, LlmRequest request) {
        if (verdict instanceof Answer answer
                && answer.text().getBytes(StandardCharsets.UTF_8).length > request.maxAnswerBytes()) {
            String what = "the answer is longer than the " + request.maxAnswerBytes() + " bytes allowed";
            return Failure.of(Reason.MALFORMED, what, "");
        }
        return verdict;
    }

    /** Returns the failure as an exception that says what was tried, what codex said, and what helps. */
    LlmException exception(LlmRequest request, Installation installation, Failure failure) {
        String evidence = safe.of(failure.evidence());
        String said = evidence.isEmpty() ? "" : " (it said: " + evidence + ")";
        String message = installation + " gave no answer for '" + request.purpose() + "': " + failure.what() + "; "
                + remedy(failure.reason()) + said;
        return new LlmException(failure.reason(), message, failure.availableAt(), null);
    }

    private static String remedy(Reason reason) {
        return switch (reason) {
            case NOT_INSTALLED -> "check the settings, or install the newest version: npm install -g @openai/codex";
            case NOT_SIGNED_IN -> "sign in with 'codex login', or name a variable that holds a valid key";
            case UNAVAILABLE -> "check the network and the state of the service, and try again later";
            case RATE_LIMITED -> "ask less often, or try again later";
            case QUOTA_EXHAUSTED -> "wait until it is renewed, or use another account";
            case TIMED_OUT -> "allow more time, or ask for less";
            case TOO_LARGE -> "shorten the prompt, or choose a model that takes more";
            case MALFORMED -> "try again";
            case REFUSED -> "check the model and the arguments";
            case OVER_BUDGET, PARKED, REPEATED -> "see to the budget"; // Not reasons of codex.
        };
    }
}
