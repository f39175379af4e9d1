package dev.pimainteno.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayedLlmClientTest {
    private final ReplayedLlmClient client = new ReplayedLlmClient(Map.of("improve", List.of("first", "second")));

    @Test
    void answersEachPurposeInTheOrderOfTheRecording() {
        assertThat(client.complete(request("improve")).text()).isEqualTo("first");
        assertThat(client.complete(request("improve")).text()).isEqualTo("second");
    }

    @Test
    void saysThatItsAnswersCostNothing() {
        assertThat(client.complete(request("improve")).remembered()).isTrue();
        assertThat(client.complete(request("improve")).usage()).isEqualTo(TokenUsage.none());
    }

    @Test
    void declinesAndCountsWhatWasNotRecorded() {
        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> client.complete(request("summary")))
                .withMessageContaining("'summary'")
                .returns(LlmException.Reason.REFUSED, LlmException::reason);
        assertThat(client.questions()).isEqualTo(1);
    }

    private static LlmRequest request(String purpose) {
        return LlmRequest.of(
                purpose, purpose + ".v1", ProjectId.of("till"), new RunId("20260101-000000-000001"), "a question");
    }
}
