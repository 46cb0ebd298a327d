package io.crealia.local.lambda.isolated;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API, version 2018-06-01, of one execution environment, and the credentials endpoint that an
 * environment under SnapStart asks. On a free port of 127.0.0.1.
 */
final class RuntimeApi implements AutoCloseable {

    /** What the runtime does, told on the thread of its request. */
    interface Listener {

        /** It has run its checkpoint hooks and waits for its restore. */
        void checkpointed();

        /** It waits for an event: it is initialised or restored, or its last invocation is over. */
        void waiting();

        void answered(String requestId, byte[] payload);

        void failed(String requestId, FunctionFailure failure);

        /** It could not be initialised or restored; it exits next. */
        void notReady(FunctionFailure failure);
    }

    /** What the runtime says of an error. */
    record FunctionFailure(String errorType, String message) {}

    /** @param deadlineMs milliseconds since the epoch */
    record Invocation(String requestId, byte[] event, String functionArn, long deadlineMs) {}

    /** @param token of the session; empty for none: a role always has one, but the embedded S3 refuses its header */
    record Credentials(String accessKeyId, String secretAccessKey, String token) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "/2018-06-01/runtime/";
    private static final Duration CREDENTIALS_LIFETIME = Duration.ofHours(6);
    static final String CREDENTIALS_PATH = "/2021-04-23/credentials";

    private final HttpServer server;
    /** Not virtual: what a function waits for must not wait for a carrier. Two at a time, of an environment. */
    private final ExecutorService threads = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("runtime-api-", 0).factory());
    private final BlockingQueue<Invocation> events = new LinkedBlockingQueue<>();
    private final CountDownLatch restore = new CountDownLatch(1);
    private final String authorization;
    private final Credentials credentials;
    private final Listener listener;

    RuntimeApi(String authorization, Credentials credentials, Listener listener) throws IOException {
        this.authorization = authorization;
        this.credentials = credentials;
        this.listener = listener;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(VERSION, this::serve);
        server.createContext(CREDENTIALS_PATH, this::serveCredentials);
        server.start();
    }

    /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void offer(Invocation invocation) {
        events.add(invocation);
    }

    /** Lets a runtime that waits after its checkpoint go on. */
    void restore() {
        restore.countDown();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(VERSION.length());
        // The runtime interface client crashes at an answer without a content type.
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + path.replaceAll("^(invocation)/[^/]+/", "$1/ID/")) {
                case "GET invocation/next" -> next(exchange);
                case "GET restore/next" -> restored(exchange);
                case "POST invocation/ID/response" -> {
                    var payload = exchange.getRequestBody().readAllBytes();
                    accepted(exchange);
                    listener.answered(requestId(path), payload);
                }
                case "POST invocation/ID/error" -> {
                    var failure = failure(exchange);
                    accepted(exchange);
                    listener.failed(requestId(path), failure);
                }
                case "POST init/error", "POST restore/error" -> {
                    var failure = failure(exchange);
                    accepted(exchange);
                    listener.notReady(failure);
                }
                default -> answer(exchange, 404, JSON.writeValueAsBytes(Map.of("errorType", "NotFound",
                        "errorMessage", "The Runtime API has no " + path)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        listener.waiting();
        var invocation = events.take();
        var headers = exchange.getResponseHeaders();
        headers.add("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMs()));
        headers.add("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
        headers.add("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        answer(exchange, 200, invocation.event());
    }

    private void restored(HttpExchange exchange) throws IOException, InterruptedException {
        listener.checkpointed();
        restore.await();
        answer(exchange, 200, new byte[0]);
    }

    private void serveCredentials(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        try (exchange) {
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 403, new byte[0]);
                return;
            }
            var json = JSON.createObjectNode().put("AccessKeyId", credentials.accessKeyId())
                    .put("SecretAccessKey", credentials.secretAccessKey())
                    .put("Expiration", Instant.now().plus(CREDENTIALS_LIFETIME).toString());
            if (!credentials.token().isEmpty()) {
                json.put("Token", credentials.token());
            }
            answer(exchange, 200, JSON.writeValueAsBytes(json));
        }
    }

    private static String requestId(String path) {
        return path.split("/", 3)[1];
    }

    private static FunctionFailure failure(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        try {
            JsonNode json = JSON.readTree(body);
            return new FunctionFailure(json.path("errorType").asText(type == null ? "Unknown" : type),
                    json.path("errorMessage").asText(""));
        } catch (JacksonException e) {
            return new FunctionFailure(type == null ? "Unknown" : type, new String(body, StandardCharsets.UTF_8));
        }
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        answer(exchange, 202, "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
