package dev.pimainteno.answers;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the answers of another client. The same question (purpose, template, who answers, schema and prompt) is
 * asked once, whoever asks it again: callers that come while it is being asked wait for that one answer. A failure is
 * shared with those who wait for it and is never remembered, and a question that was not asked is theirs to ask. A cache that does not work costs a warning, not the answer.
 * Safe for many threads.
 */
public final class CachedLlmClient implements LlmClient {
    private static final Logger log = LoggerFactory.getLogger(CachedLlmClient.class);

    /** Callers that allow answers of different lengths do not share a call: one's answer may be too long for another. */
    private record Question(CacheKey key, int maxAnswerBytes) {}

    private final LlmClient client;
    private final Cache cache;
    private final ConcurrentMap<Question, SharedCall> underWay = new ConcurrentHashMap<>();

    private CachedLlmClient(LlmClient client, Cache cache) {
        this.client = requireNonNull(client, "client");
        this.cache = requireNonNull(cache, "cache");
    }

    /**
     * Puts a memory before a client.
     *
     * @param cache where the answers lie; not closed by this client
     */
    public static CachedLlmClient create(LlmClient client, Cache cache) {
        return new CachedLlmClient(client, cache);
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        Question question = new Question(AnswerKeys.of(client.identity(), request), request.maxAnswerBytes());
        while (true) {
            SharedCall own = new SharedCall();
            SharedCall others = underWay.putIfAbsent(question, own);
            if (others == null) {
                return lead(question, own, request);
            }
            Optional<LlmResponse> shared = others.await(request.timeout());
            if (shared.isPresent()) {
                return shared.get();
            }
        }
    }

    @Override
    public LlmIdentity identity() {
        return client.identity();
    }

    private LlmResponse lead(Question question, SharedCall call, LlmRequest request) throws InterruptedException {
        try {
            LlmResponse response = rememberedOrAsked(question, request);
            call.answered(response);
            return response;
        } catch (LlmException e) {
            // What one caller's budget does not allow, another's may.
            if (e.reason().wasAsked()) {
                call.failed(e);
            }
            throw e;
        } finally {
            // In this order, or a waiting caller that goes on could meet this call again.
            underWay.remove(question, call);
            call.end();
        }
    }

    private LlmResponse rememberedOrAsked(Question question, LlmRequest request) throws InterruptedException {
        Optional<byte[]> stored;
        boolean works = true;
        try {
            stored = cache.get(question.key());
        } catch (CacheException e) {
            log.warn("{}; asking for '{}' without the answer cache", e.getMessage(), request.purpose());
            log.debug("The answer cache does not work", e);
            stored = Optional.empty();
            works = false;
        }
        Optional<String> remembered = stored.flatMap(StoredAnswer::decode)
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= question.maxAnswerBytes());
        if (remembered.isPresent()) {
            return LlmResponse.remembered(remembered.get());
        }
        LlmResponse response = client.complete(request);
        if (works) {
            remember(question.key(), response, request.purpose());
        }
        return response;
    }

    private void remember(CacheKey key, LlmResponse response, String purpose) {
        Optional<byte[]> stored = StoredAnswer.encode(response.text());
        if (stored.isEmpty()) {
            log.debug("An answer for '{}' is not valid Unicode and is not remembered", purpose);
            return;
        }
        try {
            cache.put(key, stored.get());
        } catch (CacheException e) {
            log.warn("{}; the answer for '{}' is not remembered", e.getMessage(), purpose);
            log.debug("The answer cache does not work", e);
        }
    }
}
