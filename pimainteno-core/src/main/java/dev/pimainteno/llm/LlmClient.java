package dev.pimainteno.llm;

/**
 * Asks a language model. A client only ever brings back text: it gives the model no way to act. Everything that varies
 * from call to call is in the request; caching, budgets and metering are decorators around a client. Safe for many
 * threads.
 */
public interface LlmClient {

    /**
     * Sends one request and waits for the whole answer.
     *
     * @throws LlmException if there is no usable answer; {@link LlmException#reason()} says why
     * @throws InterruptedException if the caller is interrupted; nothing of the call is left running by then
     */
    LlmResponse complete(LlmRequest request) throws InterruptedException;

    /** Returns who answers. Cheap: it asks nobody. */
    LlmIdentity identity();
}
