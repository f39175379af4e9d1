package dev.pimainteno.task;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import java.util.ArrayList;
import java.util.List;

/** Gives prepared answers in order and keeps what it was asked. */
final class ScriptedLlm implements LlmClient {
    final List<LlmRequest> requests = new ArrayList<>();
    private final List<String> answers;

    ScriptedLlm(String... answers) {
        this.answers = new ArrayList<>(List.of(answers));
    }

    @Override
    public LlmResponse complete(LlmRequest request) {
        requests.add(request);
        if (answers.isEmpty()) {
            throw new LlmException(LlmException.Reason.UNAVAILABLE, "nobody answers", null);
        }
        return LlmResponse.fresh(answers.remove(0), TokenUsage.none());
    }

    @Override
    public LlmIdentity identity() {
        return new LlmIdentity("scripted", "none", "");
    }

    String prompt() {
        return requests.get(requests.size() - 1).prompt();
    }
}
