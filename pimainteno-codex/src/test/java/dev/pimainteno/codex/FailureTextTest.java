package dev.pimainteno.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pimainteno.llm.LlmException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUOTA_EXHAUSTED|You\u2019ve hit your usage limit. Upgrade to Plus or try again at 3:28 PM.",
                "QUOTA_EXHAUSTED|Quota exceeded. Check your plan and billing details.",
                "QUOTA_EXHAUSTED|429 Too Many Requests: insufficient_quota",
                "RATE_LIMITED|exceeded retry limit, last status: 429 Too Many Requests",
                "RATE_LIMITED|rate limit exceeded: Rate limit reached for gpt-5.5, try again in 1.5s.",
                "NOT_SIGNED_IN|unexpected status 401 Unauthorized: , url: http://127.0.0.1:4291/v1",
                "NOT_SIGNED_IN|unexpected status 403 Forbidden: {\"error\":{\"type\":\"invalid_request_error\"}}",
                "NOT_SIGNED_IN|Missing environment variable: `MOCK_KEY`.",
                "NOT_SIGNED_IN|Your access token could not be refreshed. Please log out and sign in again.",
                "TOO_LARGE|Codex ran out of room in the model's context window. Start a new thread.",
                "TOO_LARGE|turn/start failed: Input exceeds the maximum length of 1048576 characters.",
                "REFUSED|The model `x` does not exist or you do not have access to it.",
                "REFUSED|{\"error\": {\"message\": \"Unsupported value\", \"type\": \"invalid_request_error\"}}",
                "REFUSED|This request was flagged as a possible violation of our usage policy",
                "NOT_INSTALLED|The 'gpt-7' model requires a newer version of Codex. Please upgrade.",
                "MALFORMED|Incomplete response returned, reason: max_output_tokens",
                "UNAVAILABLE|We\u2019re currently experiencing high demand, which may cause temporary errors.",
                "UNAVAILABLE|stream disconnected before completion: idle timeout waiting for SSE",
                "UNAVAILABLE|stream disconnected before completion: stream closed before response.completed",
                "UNAVAILABLE|Connection failed: error sending request",
                "UNAVAILABLE|unexpected status 503 Service Unavailable: <html>",
                "MALFORMED|something that nobody has heard of"
            })
    void tellsOneKindFromAnother(Reason reason, String text) {
        assertThat(FailureText.of(text).reason()).isEqualTo(reason);
    }
}
