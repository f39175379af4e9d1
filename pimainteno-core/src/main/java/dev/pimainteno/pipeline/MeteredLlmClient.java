package dev.pimainteno.pipeline;

import dev.pimainteno.journal.RunEvent;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import java.time.Duration;

/**
 * Takes secrets out of every question of one run before it is asked, journals it, keeps question and answer as {@code
 * prompt-N.txt} and {@code reply-N.txt}, and adds up what the answers cost.
 */
final class MeteredLlmClient implements LlmClient {
    private final LlmClient client;
    private final RunLog log;
    private TokenUsage usage = TokenUsage.none();
    private int calls;
    private int questions;

    MeteredLlmClient(LlmClient client, RunLog log) {
        this.client = client;
        this.log = log;
    }

    @Override
    public LlmResponse complete(LlmRequest asked) throws InterruptedException {
        LlmRequest request = asked.withPrompt(log.withoutSecrets(asked.prompt()));
        int question = next();
        log.keep("prompt-" + question + ".txt", request.prompt());
        long start = System.nanoTime();
        try {
            LlmResponse response = client.complete(request);
            count(response.remembered() ? 0 : 1, response.usage());
            log.keep("reply-" + question + ".txt", response.text());
            log.append(new RunEvent.ModelAnswered(
                    log.run(),
                    log.now(),
                    question,
                    request.purpose(),
                    request.template(),
                    Digest.sha256(request.prompt()),
                    response.usage().input(),
                    response.usage().output(),
                    response.remembered(),
                    Duration.ofNanos(System.nanoTime() - start)));
            return response;
        } catch (LlmException e) {
            count(e.reason().mayHaveReachedModel() ? 1 : 0, TokenUsage.none());
            log.append(new RunEvent.ModelFailed(
                    log.run(),
                    log.now(),
                    question,
                    request.purpose(),
                    e.reason().name(),
                    e.getMessage()));
            throw e;
        }
    }

    @Override
    public LlmIdentity identity() {
        return client.identity();
    }

    synchronized TokenUsage usage() {
        return usage;
    }

    /** Returns how many questions may have reached a model, those without a usable answer included. */
    synchronized int calls() {
        return calls;
    }

    private synchronized int next() {
        return ++questions;
    }

    private synchronized void count(int more, TokenUsage spent) {
        calls += more;
        usage = usage.plus(spent);
    }
}
