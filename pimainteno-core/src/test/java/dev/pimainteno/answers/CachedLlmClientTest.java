package dev.pimainteno.answers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pimainteno.cache.Cache;
import dev.pimainteno.cache.CacheException;
import dev.pimainteno.cache.CacheKey;
import dev.pimainteno.llm.LlmClient;
import dev.pimainteno.llm.LlmException;
import dev.pimainteno.llm.LlmException.Reason;
import dev.pimainteno.llm.LlmIdentity;
import dev.pimainteno.llm.LlmRequest;
import dev.pimainteno.llm.LlmResponse;
import dev.pimainteno.llm.TokenUsage;
import dev.pimainteno.project.ProjectId;
import dev.pimainteno.project.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CachedLlmClientTest {
    private static final LlmRequest REQUEST = LlmRequest.of(
            "improve", "improve.v1", ProjectId.of("shop"), new RunId("20260301-120000-000001"), "What is wrong here?");
    private static final TokenUsage COST = new TokenUsage(100, 0, 20, 5);

    private final Cache cache = Cache.inMemory(100);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void asksOnceForTheSameQuestion() throws InterruptedException {
        LlmClient client = CachedLlmClient.create(answering(), cache);

        LlmResponse first = client.complete(REQUEST);
        LlmResponse second = client.complete(REQUEST);

        assertThat(first).isEqualTo(LlmResponse.fresh("answer 1", COST));
        assertThat(second).isEqualTo(LlmResponse.remembered("answer 1"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void remembersBeyondItsOwnLife() throws InterruptedException {
        CachedLlmClient.create(answering(), cache).complete(REQUEST);

        LlmResponse later = CachedLlmClient.create(answering(), cache).complete(REQUEST);

        assertThat(later).isEqualTo(LlmResponse.remembered("answer 1"));
    }

    @Test
    void sharesAnAnswerBetweenProjectsRunsAndPatience() throws InterruptedException {
        LlmClient client = CachedLlmClient.create(answering(), cache);
        client.complete(REQUEST);

        client.complete(LlmRequest.of(
                        REQUEST.purpose(),
                        REQUEST.template(),
                        ProjectId.of("blog"),
                        new RunId("20270101-000000-ffffff"),
                        REQUEST.prompt())
                .withTimeout(Duration.ofSeconds(1)));

        assertThat(calls).hasValue(1);
    }

    @Test
    void asksAgainForEverythingThatAnAnswerDependsOn() throws InterruptedException {
        LlmRequest r = REQUEST;
        LlmClient client = CachedLlmClient.create(answering(), cache);

        client.complete(r);
        client.complete(LlmRequest.of("summary", r.template(), r.project(), r.run(), r.prompt()));
        client.complete(LlmRequest.of(r.purpose(), "improve.v2", r.project(), r.run(), r.prompt()));
        client.complete(LlmRequest.of(r.purpose(), r.template(), r.project(), r.run(), r.prompt() + " "));
        client.complete(r.withSchema(""));
        client.complete(r.withSchema("{}"));
        for (LlmIdentity identity : List.of(
                new LlmIdentity("other", "m", "p"),
                new LlmIdentity("test", "other", "p"),
                new LlmIdentity("test", "m", "other"),
                new LlmIdentity("testm", "", "p"))) {
            CachedLlmClient.create(answering(identity), cache).complete(r);
        }

        assertThat(calls).hasValue(10);
    }

    @Test
    void doesNotRunNeighbouringFieldsTogether() throws InterruptedException {
        LlmRequest r = REQUEST;
        LlmClient client = CachedLlmClient.create(answering(), cache);

        client.complete(LlmRequest.of("a", "bc", r.project(), r.run(), "d"));
        client.complete(LlmRequest.of("ab", "c", r.project(), r.run(), "d"));
        client.complete(LlmRequest.of("a", "b", r.project(), r.run(), "cd"));

        assertThat(calls).hasValue(3);
    }

    @Test
    void tellsPromptsApartThatUtf8CannotHold() throws InterruptedException {
        LlmRequest r = REQUEST;
        LlmClient client = CachedLlmClient.create(answering(), cache);

        client.complete(LlmRequest.of(r.purpose(), r.template(), r.project(), r.run(), "a\ud800"));
        client.complete(LlmRequest.of(r.purpose(), r.template(), r.project(), r.run(), "a\ud801"));
        client.complete(LlmRequest.of(r.purpose(), r.template(), r.project(), r.run(), "a?"));

        assertThat(calls).hasValue(3);
    }

    @Test
    void doesNotRememberAnAnswerThatUtf8CannotHold() throws InterruptedException {
        LlmClient client = CachedLlmClient.create(
                client(request -> LlmResponse.fresh("half a \ud83d" + calls.incrementAndGet(), COST)), cache);

        client.complete(REQUEST);

        assertThat(client.complete(REQUEST).text()).isEqualTo("half a \ud83d2");
    }

    @Test
    void asksAgainWhenTheRememberedAnswerIsLongerThanAllowed() throws InterruptedException {
        LlmClient client = CachedLlmClient.create(answering(), cache);
        client.complete(REQUEST);

        assertThat(client.complete(REQUEST.withMaxAnswerBytes(8)).remembered()).isTrue();
        assertThat(client.complete(REQUEST.withMaxAnswerBytes(7)).remembered()).isFalse();
    }

    @Test
    void doesNotRememberAFailure() throws InterruptedException {
        LlmClient client = CachedLlmClient.create(
                client(request -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new LlmException(Reason.UNAVAILABLE, "the line is down", null);
                    }
                    return LlmResponse.fresh("there", COST);
                }),
                cache);

        assertThatThrownBy(() -> client.complete(REQUEST)).hasMessage("the line is down");

        assertThat(client.complete(REQUEST)).isEqualTo(LlmResponse.fresh("there", COST));
    }

    @Test
    void takesADamagedValueForNone() throws InterruptedException {
        for (byte[] damaged : List.of(
                new byte[] {}, new byte[] {1}, new byte[] {2, 'x'}, new byte[] {1, ' '}, new byte[] {1, (byte) 0xff})) {
            Cache poisoned = Cache.inMemory(10);
            poisoned.put(AnswerKeys.of(identity(), REQUEST), damaged);
            LlmClient client = CachedLlmClient.create(answering(), poisoned);

            assertThat(client.complete(REQUEST).remembered()).isFalse();
            assertThat(client.complete(REQUEST).remembered()).isTrue();
        }
    }

    @Test
    void answersWithoutACacheThatWorks() throws InterruptedException {
        AtomicInteger uses = new AtomicInteger();
        LlmClient unreadable = CachedLlmClient.create(answering(), failingCache(uses, true));
        LlmClient unwritable = CachedLlmClient.create(answering(), failingCache(uses, false));

        assertThat(unreadable.complete(REQUEST).text()).isEqualTo("answer 1");
        assertThat(uses)
                .as("a cache that failed once is left alone for this call")
                .hasValue(1);
        assertThat(unwritable.complete(REQUEST).text()).isEqualTo("answer 2");
    }

    @Test
    void makesOneCallForManyWaitingCallers() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        LlmClient client = CachedLlmClient.create(
                client(request -> {
                    calls.incrementAndGet();
                    asked.countDown();
                    mayAnswer.await();
                    return LlmResponse.fresh("one for all", COST);
                }),
                cache);
        Caller leader = new Caller(() -> client.complete(REQUEST));
        asked.await();
        List<Caller> waiting = waiting(20, client);

        mayAnswer.countDown();

        assertThat(leader.result()).isEqualTo(LlmResponse.fresh("one for all", COST));
        for (Caller caller : waiting) {
            assertThat(caller.result()).isEqualTo(LlmResponse.remembered("one for all"));
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void sharesAFailureWithAllWhoWait() throws Exception {
        Instant later = Instant.parse("2026-03-01T18:00:00Z");
        LlmException failure = new LlmException(Reason.QUOTA_EXHAUSTED, "used up until 18:00", later, null);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayFail = new CountDownLatch(1);
        LlmClient client = CachedLlmClient.create(
                client(request -> {
                    calls.incrementAndGet();
                    asked.countDown();
                    mayFail.await();
                    throw failure;
                }),
                cache);
        Caller leader = new Caller(() -> client.complete(REQUEST));
        asked.await();
        List<Caller> waiting = waiting(5, client);

        mayFail.countDown();

        assertThat(leader.failure()).isSameAs(failure);
        for (Caller caller : waiting) {
            assertThat(caller.failure()).isInstanceOfSatisfying(LlmException.class, e -> {
                assertThat(e.reason()).isEqualTo(Reason.QUOTA_EXHAUSTED);
                assertThat(e.availableAt()).hasValue(later);
                assertThat(e).hasMessage("used up until 18:00").hasCause(failure);
            });
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void electsANewLeaderWhenTheFirstIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        LlmClient client = CachedLlmClient.create(
                client(request -> {
                    if (calls.incrementAndGet() == 1) {
                        asked.countDown();
                        new CountDownLatch(1).await();
                    }
                    return LlmResponse.fresh("from the second", COST);
                }),
                cache);
        Caller leader = new Caller(() -> client.complete(REQUEST));
        asked.await();
        List<Caller> waiting = waiting(5, client);

        leader.interrupt();

        assertThat(leader.failure()).isInstanceOf(InterruptedException.class);
        for (Caller caller : waiting) {
            assertThat(caller.result().text()).isEqualTo("from the second");
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void electsANewLeaderWhenTheFirstBreaks() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayBreak = new CountDownLatch(1);
        LlmClient client = CachedLlmClient.create(
                client(request -> {
                    if (calls.incrementAndGet() == 1) {
                        asked.countDown();
                        mayBreak.await();
                        throw new StackOverflowError("a defect in a client");
                    }
                    return LlmResponse.fresh("from the second", COST);
                }),
                cache);
        Caller leader = new Caller(() -> client.complete(REQUEST));
        asked.await();
        List<Caller> waiting = waiting(1, client);

        mayBreak.countDown();

        assertThat(leader.failure()).isInstanceOf(StackOverflowError.class);
        assertThat(waiting.get(0).result().text()).isEqualTo("from the second");
    }

    @Test
    void letsAWaitingCallerGoWhenItIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        LlmClient client = CachedLlmClient.create(
                client(request -> {
                    asked.countDown();
                    mayAnswer.await();
                    return LlmResponse.fresh("late", COST);
                }),
                cache);
        Caller leader = new Caller(() -> client.complete(REQUEST));
        asked.await();
        Caller waiting = waiting(1, client).get(0);

        waiting.interrupt();

        assertThat(waiting.failure()).isInstanceOf(InterruptedException.class);
        mayAnswer.countDown();
        assertThat(leader.result().text()).isEqualTo("late");
    }

    @Test
    void waitsForAnotherCallerNoLongerThanItsOwnRequestAllows() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        LlmClient client = CachedLlmClient.create(
                client(request -> {
                    asked.countDown();
                    mayAnswer.await();
                    return LlmResponse.fresh("late", COST);
                }),
                cache);
        Caller leader = new Caller(() -> client.complete(REQUEST));
        asked.await();

        assertThatExceptionOfType(LlmException.class)
                .isThrownBy(() -> client.complete(REQUEST.withTimeout(Duration.ofMillis(1))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));

        mayAnswer.countDown();
        assertThat(leader.result().text()).isEqualTo("late");
    }

    @Test
    void answersAsTheClientBehindIt() {
        assertThat(CachedLlmClient.create(answering(), cache).identity()).isEqualTo(identity());
    }

    private List<Caller> waiting(int number, LlmClient client) {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            callers.add(new Caller(() -> client.complete(REQUEST)));
        }
        callers.forEach(Caller::awaitWaiting);
        return callers;
    }

    private LlmClient answering() {
        return answering(identity());
    }

    private LlmClient answering(LlmIdentity identity) {
        return client(identity, request -> LlmResponse.fresh("answer " + calls.incrementAndGet(), COST));
    }

    private static LlmIdentity identity() {
        return new LlmIdentity("test", "m", "p");
    }

    private static LlmClient client(Answers answers) {
        return client(identity(), answers);
    }

    private static LlmClient client(LlmIdentity identity, Answers answers) {
        return new LlmClient() {
            @Override
            public LlmResponse complete(LlmRequest request) throws InterruptedException {
                return answers.complete(request);
            }

            @Override
            public LlmIdentity identity() {
                return identity;
            }
        };
    }

    private static Cache failingCache(AtomicInteger uses, boolean unreadable) {
        return new Cache() {
            @Override
            public Optional<byte[]> get(CacheKey key) {
                uses.incrementAndGet();
                if (unreadable) {
                    throw new CacheException(CacheException.Reason.UNAVAILABLE, "cannot read", null);
                }
                return Optional.empty();
            }

            @Override
            public void put(CacheKey key, byte[] value) {
                uses.incrementAndGet();
                throw new CacheException(CacheException.Reason.UNAVAILABLE, "cannot write", null);
            }

            @Override
            public void remove(CacheKey key) {}

            @Override
            public void close() {}
        };
    }

    private interface Answers {
        LlmResponse complete(LlmRequest request) throws InterruptedException;
    }

    /** A thread with one call under way. */
    private static final class Caller {
        private final FutureTask<LlmResponse> task;
        private final Thread thread;

        Caller(Callable<LlmResponse> call) {
            task = new FutureTask<>(call);
            thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        }

        void awaitWaiting() {
            while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        LlmResponse result() throws Exception {
            return task.get(30, TimeUnit.SECONDS);
        }

        Throwable failure() throws Exception {
            try {
                throw new AssertionError("an answer came: " + result());
            } catch (ExecutionException e) {
                return requireNonNull(e.getCause());
            }
        }
    }
}
