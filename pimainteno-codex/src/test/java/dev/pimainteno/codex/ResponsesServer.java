package dev.pimainteno.codex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A model service on the loopback interface that a real codex talks to as if it were the real one. It answers from a
 * function, or misbehaves in the ways that services do, and remembers what it was asked. Safe for many threads.
 *
 * <pre>{@code
 * try (ResponsesServer server = ResponsesServer.answering(prompt -> "an answer")) {
 *     LlmClient llm = CodexLlmClient.builder(state)
 *             .extraArgs(server.extraArgs())
 *             .apiKeyEnv(ResponsesServer.KEY_VARIABLE)
 *             .environment(server.environment(System.getenv()))
 *             .build();
 * }
 * }</pre>
 */
public final class ResponsesServer implements AutoCloseable {
    /** The variable that {@link #extraArgs} take the key from. */
    public static final String KEY_VARIABLE = "RESPONSES_SERVER_KEY";

    private static final JsonMapper JSON = new JsonMapper();

    /** How one request is met. */
    @FunctionalInterface
    public interface Behavior {
        void meet(Exchange exchange) throws IOException, InterruptedException;
    }

    /** What codex asked. Immutable. */
    public record Asked(JsonNode body, String authorization) {

        /** Returns the text of the last message of the user. */
        public String prompt() {
            String prompt = "";
            for (JsonNode item : body.path("input")) {
                if (item.path("role").asText().equals("user")) {
                    prompt = text(item);
                }
            }
            return prompt;
        }

        /** Returns the names of the tools that the model is offered; a tool's type where it has no name. */
        public List<String> tools() {
            List<String> names = new ArrayList<>();
            body.findValues("tools")
                    .forEach(tools -> tools.forEach(tool ->
                            names.add(tool.path("name").asText(tool.path("type").asText()))));
            return names;
        }

        /** Returns the whole request as text. */
        public String everything() {
            return body.toString();
        }

        private static String text(JsonNode item) {
            StringBuilder text = new StringBuilder();
            item.path("content").forEach(part -> text.append(part.path("text").asText()));
            return text.toString();
        }
    }

    /** One request under way. */
    public final class Exchange {
        private final HttpExchange http;
        private final Asked asked;

        private Exchange(HttpExchange http, Asked asked) {
            this.http = http;
            this.asked = asked;
        }

        public Asked asked() {
            return asked;
        }

        /** Waits until the server is closed. */
        void stall() throws InterruptedException {
            closed.await();
        }

        void respond(int status, Map<String, String> headers, String body) throws IOException {
            headers.forEach(http.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            http.sendResponseHeaders(status, bytes.length);
            try (OutputStream stream = http.getResponseBody()) {
                stream.write(bytes);
            }
        }

        OutputStream openStream() throws IOException {
            http.getResponseHeaders().set("Content-Type", "text/event-stream");
            http.sendResponseHeaders(200, 0);
            return http.getResponseBody();
        }
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Queue<Behavior> firstBehaviors = new ConcurrentLinkedQueue<>();
    private volatile Behavior behavior;

    private ResponsesServer(HttpServer http, Behavior behavior) {
        this.http = http;
        this.behavior = behavior;
        this.threads = Executors.newCachedThreadPool();
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    public static ResponsesServer start(Behavior behavior) {
        try {
            InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new ResponsesServer(HttpServer.create(loopback, 0), behavior);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server that answers every prompt from a function. */
    public static ResponsesServer answering(UnaryOperator<String> reply) {
        return start(answer(reply));
    }

    /** A proper answer of 300 tokens in, 100 of them cached, and 30 out, 7 of them reasoning. */
    public static Behavior answer(UnaryOperator<String> reply) {
        return exchange -> {
            String text = reply.apply(exchange.asked().prompt());
            try (OutputStream stream = exchange.openStream()) {
                send(stream, "response.created", JSON.createObjectNode().set("response", response()));
                send(stream, "response.output_item.done", message(text));
                ObjectNode completed = response();
                ObjectNode usage = completed.putObject("usage");
                usage.put("input_tokens", 300).put("output_tokens", 30).put("total_tokens", 330);
                usage.putObject("input_tokens_details").put("cached_tokens", 100);
                usage.putObject("output_tokens_details").put("reasoning_tokens", 7);
                send(stream, "response.completed", JSON.createObjectNode().set("response", completed));
            }
        };
    }

    public static Behavior status(int status, String code, String message) {
        return status(status, code, message, Map.of());
    }

    public static Behavior status(int status, String code, String message, Map<String, String> headers) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("type", code).put("code", code).put("message", message);
        return exchange -> exchange.respond(status, headers, body.toString());
    }

    public static Behavior unauthorized() {
        return status(401, "invalid_api_key", "Incorrect API key provided: sk-test-0123456789.");
    }

    public static Behavior tooManyRequests() {
        return status(429, "rate_limit_exceeded", "Rate limit reached.");
    }

    public static Behavior tooManyRequests(int retryAfterSeconds) {
        Map<String, String> headers = Map.of("retry-after", Integer.toString(retryAfterSeconds));
        return status(429, "rate_limit_exceeded", "Rate limit reached.", headers);
    }

    public static Behavior usageLimitReached(Instant resetsAt) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("type", "usage_limit_reached")
                .put("message", "The usage limit has been reached")
                .put("plan_type", "plus")
                .put("resets_at", resetsAt.getEpochSecond());
        return exchange -> exchange.respond(429, Map.of("Content-Type", "application/json"), body.toString());
    }

    public static Behavior stallBeforeHeaders() {
        return Exchange::stall;
    }

    public static Behavior stallAfterHeaders() {
        return exchange -> {
            try (OutputStream stream = exchange.openStream()) {
                send(stream, "response.created", JSON.createObjectNode().set("response", response()));
                exchange.stall();
            }
        };
    }

    /** The whole answer, and then the end of the stream where its completion should come. */
    public static Behavior dropBeforeCompletion(String text) {
        return exchange -> {
            try (OutputStream stream = exchange.openStream()) {
                send(stream, "response.created", JSON.createObjectNode().set("response", response()));
                send(stream, "response.output_item.done", message(text));
            }
        };
    }

    public static Behavior garbage() {
        return exchange ->
                exchange.respond(200, Map.of("Content-Type", "text/event-stream"), "<html>\u0000 not a stream </html>");
    }

    /** From now on every request is met like this. */
    public void behave(Behavior behavior) {
        this.behavior = behavior;
    }

    /** The next request that nothing is planned for is met like this, once. */
    public void next(Behavior behavior) {
        firstBehaviors.add(behavior);
    }

    /** Returns what was asked so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    /** Returns the arguments that make codex ask this server, without tries of its own. */
    public List<String> extraArgs() {
        String provider = "model_providers.local={name=\"local\",base_url=\"" + baseUrl()
                + "\",wire_api=\"responses\",env_key=\"" + KEY_VARIABLE
                + "\",request_max_retries=0,stream_max_retries=0}";
        return List.of("-c", "model_provider=\"local\"", "-c", provider);
    }

    /** Returns an environment with a key for this server, and without a proxy on the way to it. */
    public Map<String, String> environment(Map<String, String> inherited) {
        Map<String, String> environment = new HashMap<>(inherited);
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.put(KEY_VARIABLE, "sk-local-0123456789");
        return environment;
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server's threads do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            byte[] body = http.getRequestBody().readAllBytes();
            if (!http.getRequestURI().getPath().endsWith("/responses")
                    || !http.getRequestMethod().equals("POST")) {
                http.sendResponseHeaders(404, -1);
                return;
            }
            String authorization = http.getRequestHeaders().getFirst("Authorization");
            Asked question = new Asked(JSON.readTree(body), authorization == null ? "" : authorization);
            asked.add(question);
            Behavior first = firstBehaviors.poll();
            (first == null ? behavior : first).meet(new Exchange(http, question));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode response() {
        return JSON.createObjectNode().put("id", "resp_1");
    }

    private static ObjectNode message(String text) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode item = event.putObject("item");
        item.put("type", "message").put("role", "assistant").put("id", "msg_1");
        ArrayNode content = item.putArray("content");
        content.addObject().put("type", "output_text").put("text", text);
        return event;
    }

    private static void send(OutputStream stream, String type, JsonNode event) throws IOException {
        ObjectNode data = ((ObjectNode) event).put("type", type);
        stream.write(("event: " + type + "\ndata: " + json(data) + "\n\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    private static String json(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
