package dev.pimainteno.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TimeLimitedLlmClientTest {
    private final List<LlmRequest> asked = new ArrayList<>();

    private final LlmClient client = new LlmClient() {
        @Override
        public LlmResponse complete(LlmRequest request) {
            asked.add(request);
            return LlmResponse.fresh("an answer", TokenUsage.none());
        }

        @Override
        public LlmIdentity identity() {
            return new LlmIdentity("recording", "none", "");
        }
    };

    @Test
    void givesEveryRequestTheSameTime() throws InterruptedException {
        RunId run = RunId.begin(Instant.EPOCH, RandomGenerator.of("L64X128MixRandom"));
        LlmRequest request = LlmRequest.of("improve", "improve.v1", ProjectId.of("shop"), run, "What now?");

        LlmClient limited = TimeLimitedLlmClient.create(client, Duration.ofSeconds(90));

        assertThat(limited.complete(request).text()).isEqualTo("an answer");
        assertThat(asked).containsExactly(request.withTimeout(Duration.ofSeconds(90)));
        assertThat(limited.identity()).isEqualTo(client.identity());
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThatThrownBy(() -> TimeLimitedLlmClient.create(client, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must be positive, not PT0S");
    }
}
