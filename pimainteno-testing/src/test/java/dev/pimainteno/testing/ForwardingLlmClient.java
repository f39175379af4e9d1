package dev.pimainteno.testing;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;

/** Does something before each request and hands it on. */
final class ForwardingLlmClient implements LlmClient {
    private final LlmClient client;
    private final Runnable before;

    ForwardingLlmClient(LlmClient client, Runnable before) {
        this.client = client;
        this.before = before;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        before.run();
        return client.complete(request);
    }

    @Override
    public LlmIdentity identity() {
        return client.identity();
    }
}
