package dev.pimainteno.llm;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Gives every request to a client the same time, whatever the request says. Immutable; safe for many threads. */
public final class TimeLimitedLlmClient implements LlmClient {
    private final LlmClient client;
    private final Duration timeout;

    private TimeLimitedLlmClient(LlmClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /**
     * Creates a client that asks another one.
     *
     * @param timeout how long one answer may take; positive
     */
    public static LlmClient create(LlmClient client, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, not " + timeout);
        }
        return new TimeLimitedLlmClient(requireNonNull(client, "client"), timeout);
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        return client.complete(request.withTimeout(timeout));
    }

    @Override
    public LlmIdentity identity() {
        return client.identity();
    }
}
