package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link LlmClient} must do. An implementation's test extends this class and puts a model behind the client
 * that says what it is told to say.
 */
@Timeout(120)
public abstract class LlmClientContract {
    private static final LlmRequest REQUEST = LlmRequest.of(
            "contract",
            "contract.v1",
            ProjectId.of("shop"),
            new RunId("20260301-120000-000001"),
            "What is wrong here?");

    /** Returns a client whose model gives this answer, as often as it is asked. */
    protected abstract LlmClient answering(String answer) throws Exception;

    /**
     * Returns a client whose model takes the request and then says nothing.
     *
     * @param asked to be counted down when the request has reached the model
     */
    protected abstract LlmClient stalling(CountDownLatch asked) throws Exception;

    @Test
    void bringsBackTheAnswerAsItIs() throws Exception {
        String answer = "--- a/App.java\n+++ b/App.java\n@@ -1 +1 @@\n-alt\n+Größe \"x\" \\ 🙂\n";

        LlmResponse response = answering(answer).complete(REQUEST);

        assertThat(response.text().strip()).isEqualTo(answer.strip());
        assertThat(response.remembered()).isFalse();
    }

    @Test
    void saysWhoAnswers() throws Exception {
        LlmClient client = answering("anything");

        LlmIdentity before = client.identity();
        client.complete(REQUEST);

        assertThat(before.provider()).isNotBlank();
        assertThat(before.model()).isNotBlank();
        assertThat(client.identity()).isEqualTo(before);
    }

    @Test
    void takesAnEmptyAnswerForNone() throws Exception {
        LlmClient client = answering(" \n");

        assertFailure(Reason.MALFORMED, client, REQUEST);
    }

    @Test
    void takesAnAnswerThatIsTooLongForNone() throws Exception {
        LlmClient client = answering("ä".repeat(600));

        assertThat(client.complete(REQUEST.withMaxAnswerBytes(1_200)).text()).hasSize(600);
        assertFailure(Reason.MALFORMED, client, REQUEST.withMaxAnswerBytes(1_199));
    }

    @Test
    void answersManyCallersAtOnce() throws Exception {
        LlmClient client = answering("the same for all");

        List<LlmResponse> responses = Threads.together(4, thread -> client.complete(REQUEST));

        assertThat(responses).extracting(response -> response.text().strip()).containsOnly("the same for all");
    }

    @Test
    void givesUpAtTheRequestsTimeout() throws Exception {
        LlmClient client = stalling(new CountDownLatch(1));

        assertFailure(Reason.TIMED_OUT, client, REQUEST.withTimeout(Duration.ofMillis(500)));
    }

    @Test
    void letsACallerGoThatIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        LlmClient client = stalling(asked);
        FutureTask<String> call = new FutureTask<>(() -> {
            try {
                return "answered: " + client.complete(REQUEST);
            } catch (InterruptedException e) {
                return "interrupted";
            }
        });
        Thread caller = new Thread(call);
        caller.setDaemon(true);
        caller.start();
        asked.await();

        caller.interrupt();

        assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    private static void assertFailure(Reason reason, LlmClient client, LlmRequest request) {
        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> client.complete(request))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
