package dev.pimainteno.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScriptedLlmClientTest extends LlmClientContract {
    @Override
    protected LlmClient answering(String answer) {
        return ScriptedLlmClient.create().otherwise(request -> answer);
    }

    @Override
    protected LlmClient stalling(CountDownLatch asked) {
        LlmClient stalling = ScriptedLlmClient.create().stall();
        return new ForwardingLlmClient(stalling, asked::countDown);
    }

    @Test
    void givesItsAnswersInOrder() throws InterruptedException {
        ScriptedLlmClient llm = ScriptedLlmClient.answering("one", "two");

        assertThat(llm.complete(request("improve")).text()).isEqualTo("one");
        assertThat(llm.complete(request("summary")).text()).isEqualTo("two");
    }

    @Test
    void prefersAnAnswerForThePurpose() throws InterruptedException {
        ScriptedLlmClient llm = ScriptedLlmClient.answering("for any").answer("summary", "for a summary");

        assertThat(llm.complete(request("summary")).text()).isEqualTo("for a summary");
        assertThat(llm.complete(request("summary")).text()).isEqualTo("for any");
    }

    @Test
    void failsAsPrepared() {
        LlmException any = new LlmException(Reason.UNAVAILABLE, "the line is down", null);
        LlmException own = new LlmException(Reason.QUOTA_EXHAUSTED, "used up", null);
        ScriptedLlmClient llm = ScriptedLlmClient.create().fail(any).fail("summary", own);

        assertThatThrownBy(() -> llm.complete(request("summary"))).isSameAs(own);
        assertThatThrownBy(() -> llm.complete(request("improve"))).isSameAs(any);
    }

    @Test
    void saysWhichRequestNobodyPrepared() {
        ScriptedLlmClient llm = ScriptedLlmClient.create().answer("summary", "for a summary");

        assertThatThrownBy(() -> llm.complete(request("improve")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'improve'")
                .hasMessageContaining("What is wrong here?");
    }

    @Test
    void keepsWhatItWasAsked() throws InterruptedException {
        ScriptedLlmClient llm = ScriptedLlmClient.answering("one", "two");
        llm.complete(request("improve"));
        llm.complete(request("summary"));

        assertThat(llm.requests()).containsExactly(request("improve"), request("summary"));
        assertThat(llm.requests("summary")).containsExactly(request("summary"));
    }

    @Test
    void countsTokens() throws InterruptedException {
        ScriptedLlmClient llm = ScriptedLlmClient.answering("12345");

        assertThat(llm.complete(request("improve")).usage()).isEqualTo(new TokenUsage(5, 0, 2, 0));
    }

    private static LlmRequest request(String purpose) {
        return LlmRequest.of(
                purpose, "test.v1", ProjectId.of("shop"), new RunId("20260301-120000-000001"), "What is wrong here?");
    }
}
