package dev.pimainteno.cli.demo;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Gives recorded answers, for each purpose in the order of the recording and none twice. A question beyond its end is
 * declined. Safe for many threads.
 */
final class ReplayedLlmClient implements LlmClient {
    private final Map<String, Queue<String>> answers = new HashMap<>();
    private int questions;

    /**
     * @param recording the answers for each purpose, in order
     */
    ReplayedLlmClient(Map<String, List<String>> recording) {
        recording.forEach((purpose, texts) -> answers.put(purpose, new ArrayDeque<>(texts)));
    }

    /** Returns a client with the recording that comes with the demo. */
    static ReplayedLlmClient open() throws IOException {
        return new ReplayedLlmClient(Map.of(
                "summary", List.of(Resource.text("replies/summary.md")),
                "improve", List.of(Resource.text("replies/improve.1.md"), Resource.text("replies/improve.2.md")),
                "commit-message", List.of(Resource.text("replies/commit-message.json"))));
    }

    @Override
    public synchronized LlmResponse complete(LlmRequest request) {
        questions++;
        String answer =
                answers.getOrDefault(request.purpose(), new ArrayDeque<>()).poll();
        if (answer == null) {
            throw new LlmException(
                    Reason.REFUSED, "The recording holds no further answer to '" + request.purpose() + "'", null);
        }
        return LlmResponse.remembered(answer);
    }

    @Override
    public LlmIdentity identity() {
        return new LlmIdentity("recording", "demo", "");
    }

    /** Returns how many questions have been asked so far, answered or not. */
    synchronized int questions() {
        return questions;
    }
}
