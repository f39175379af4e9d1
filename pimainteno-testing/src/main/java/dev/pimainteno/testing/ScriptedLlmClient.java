package dev.pimainteno.testing;

import static java.util.Objects.requireNonNull;

import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A model whose answers are prepared:
 *
 * <pre>{@code
 * ScriptedLlmClient llm = ScriptedLlmClient.create()
 *         .answer("summary", "# Shop")                                     // the next one for this purpose
 *         .answer("NOTHING")                                               // the next one for any other
 *         .fail(new LlmException(Reason.UNAVAILABLE, "the line is down", null))
 *         .otherwise(request -> "echo: " + request.prompt());              // when nothing else is left
 * }</pre>
 *
 * <p>A request for which nothing is prepared is a defect of the test and ends in an {@link AssertionError}. Every answer
 * costs one token for each four characters, rounded up. Safe for many threads.
 */
public final class ScriptedLlmClient implements LlmClient {
    /** Makes up an answer. */
    @FunctionalInterface
    public interface Script {
        /**
         * Returns the answer's text.
         *
         * @throws LlmException to fail as a model may
         */
        String answer(LlmRequest request) throws InterruptedException;
    }

    private final Map<String, Queue<Script>> byPurpose = new HashMap<>();
    private final Queue<Script> inOrder = new ArrayDeque<>();
    private final List<LlmRequest> requests = new ArrayList<>();
    private @Nullable Script otherwise;
    private LlmIdentity identity = new LlmIdentity("scripted", "default", "");

    private ScriptedLlmClient() {}

    /** Returns a model that has nothing to say yet. */
    public static ScriptedLlmClient create() {
        return new ScriptedLlmClient();
    }

    /** Returns a model that gives these answers, one after the other, whatever it is asked. */
    public static ScriptedLlmClient answering(String... answers) {
        ScriptedLlmClient client = create();
        for (String answer : answers) {
            client.answer(answer);
        }
        return client;
    }

    /** Prepares the next answer to a request of any purpose that has none of its own. */
    public synchronized ScriptedLlmClient answer(String text) {
        inOrder.add(request -> text);
        return this;
    }

    /** Prepares the next answer to a request of one purpose. */
    public synchronized ScriptedLlmClient answer(String purpose, String text) {
        byPurpose.computeIfAbsent(purpose, p -> new ArrayDeque<>()).add(request -> text);
        return this;
    }

    /** Prepares a failure as the next answer to a request of any purpose that has none of its own. */
    public synchronized ScriptedLlmClient fail(LlmException failure) {
        inOrder.add(request -> {
            throw failure;
        });
        return this;
    }

    /** Prepares a failure as the next answer to a request of one purpose. */
    public synchronized ScriptedLlmClient fail(String purpose, LlmException failure) {
        byPurpose.computeIfAbsent(purpose, p -> new ArrayDeque<>()).add(request -> {
            throw failure;
        });
        return this;
    }

    /** Prepares silence as the next answer: the request runs into its timeout, or is interrupted. */
    public synchronized ScriptedLlmClient stall() {
        inOrder.add(request -> {
            new CountDownLatch(1).await(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
            throw new LlmException(Reason.TIMED_OUT, "No answer within " + request.timeout(), null);
        });
        return this;
    }

    /** Says what to answer once all prepared answers are used up. */
    public synchronized ScriptedLlmClient otherwise(Script script) {
        otherwise = requireNonNull(script, "script");
        return this;
    }

    /** Says who this model is; {@code scripted}, {@code default} model, no parameters unless it is said. */
    public synchronized ScriptedLlmClient identity(LlmIdentity identity) {
        this.identity = requireNonNull(identity, "identity");
        return this;
    }

    @Override
    public LlmResponse complete(LlmRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the request was sent");
        }
        String text = next(request).answer(request);
        if (text.isBlank()) {
            throw new LlmException(Reason.MALFORMED, "The answer is empty", null);
        }
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length > request.maxAnswerBytes()) {
            String message = "The answer has " + length + " bytes; " + request.maxAnswerBytes() + " are allowed";
            throw new LlmException(Reason.MALFORMED, message, null);
        }
        return LlmResponse.fresh(text, new TokenUsage(tokens(request.prompt()), 0, tokens(text), 0));
    }

    @Override
    public synchronized LlmIdentity identity() {
        return identity;
    }

    /** Returns the requests so far, in the order in which they came, whatever became of them. */
    public synchronized List<LlmRequest> requests() {
        return List.copyOf(requests);
    }

    /** Returns the requests of one purpose so far, in the order in which they came. */
    public List<LlmRequest> requests(String purpose) {
        return requests().stream()
                .filter(request -> request.purpose().equals(purpose))
                .toList();
    }

    private synchronized Script next(LlmRequest request) {
        requests.add(request);
        Queue<Script> own = byPurpose.getOrDefault(request.purpose(), inOrder);
        Script script = own.isEmpty() ? inOrder.poll() : own.poll();
        if (script == null) {
            script = otherwise;
        }
        if (script == null) {
            throw new AssertionError("No answer is prepared for request " + requests.size() + ", '" + request.purpose()
                    + "': " + request.prompt());
        }
        return script;
    }

    private static long tokens(String text) {
        return (text.length() + 3L) / 4;
    }
}
