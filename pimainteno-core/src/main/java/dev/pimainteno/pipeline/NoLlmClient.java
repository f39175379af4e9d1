package dev.pimainteno.pipeline;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;

/** Stands where no model was given, for pipelines whose tasks need none. */
final class NoLlmClient implements LlmClient {

    @Override
    public LlmResponse complete(LlmRequest request) {
        throw new LlmException(LlmException.Reason.NOT_INSTALLED, "No language model was given to this pipeline", null);
    }

    @Override
    public LlmIdentity identity() {
        return new LlmIdentity("none", "none", "");
    }
}
