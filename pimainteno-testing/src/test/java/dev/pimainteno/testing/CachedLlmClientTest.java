package dev.pimainteno.testing;

import dev.pimainteno.answers.CachedLlmClient;
import dev.pimainteno.cache.Cache;
import dev.pimainteno.llm.LlmClient;
import java.util.concurrent.CountDownLatch;

class CachedLlmClientTest extends LlmClientContract {
    @Override
    protected LlmClient answering(String answer) {
        return CachedLlmClient.create(ScriptedLlmClient.create().otherwise(request -> answer), Cache.inMemory(10));
    }

    @Override
    protected LlmClient stalling(CountDownLatch asked) {
        LlmClient stalling = new ForwardingLlmClient(ScriptedLlmClient.create().stall(), asked::countDown);
        return CachedLlmClient.create(stalling, Cache.inMemory(10));
    }
}
