package dev.pimainteno.answers;

import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call under way, made by one caller and awaited by any number of others. Safe for many threads. */
final class SharedCall {
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable String answer;
    private volatile @Nullable LlmException failure;

    void answered(LlmResponse response) {
        answer = response.text();
    }

    void failed(LlmException e) {
        failure = e;
    }

    /** Lets the waiting callers go on; with nothing in their hands if the call neither answered nor failed. */
    void end() {
        over.countDown();
    }

    /**
     * Waits for the other caller's call.
     *
     * @return the answer, at no cost; nothing if that caller gave up, and another must make the call
     * @throws LlmException the failure of the other caller's call, or {@link Reason#TIMED_OUT} of the waiting
     */
    Optional<LlmResponse> await(Duration timeout) throws InterruptedException {
        if (!over.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS)) {
            String message =
                    "No answer within " + timeout + ": another caller's request with the same prompt is under way";
            throw new LlmException(Reason.TIMED_OUT, message, null);
        }
        LlmException failed = failure;
        if (failed != null) {
            // A throwable of this thread's own, because a throwable is not made to be thrown by several.
            throw new LlmException(
                    failed.reason(),
                    String.valueOf(failed.getMessage()),
                    failed.availableAt().orElse(null),
                    failed);
        }
        return Optional.ofNullable(answer).map(LlmResponse::remembered);
    }
}
