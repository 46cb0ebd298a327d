package io.crealia.testkit.ai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An OpenAI-compatible server on 127.0.0.1 whose answers have the faults that a test names: first those of
 * {@link #next}, one per request, then that of {@link #always}. What a right answer says can be set; unset, it fits what
 * Crealia asks.
 */
public final class FaultyProvider implements AutoCloseable {
    public static final String TRANSCRIPTIONS = "/v1/audio/transcriptions";
    public static final String CHAT = "/v1/chat/completions";
    private static final int HUGE = 10_000_000;
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final int TRICKLED_BYTES = 30;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofVirtual().factory());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
    private final ChatAnswers chat = new ChatAnswers();
    private final SpeechAnswers speech = new SpeechAnswers();
    private volatile Fault always = Fault.NONE;
    private volatile Consumer<Duration> pauses = this::await;

    /** @param headers by lower-case name, the first value of each */
    public record Request(String method, String path, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private FaultyProvider(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static FaultyProvider start() {
        try {
            return new FaultyProvider(
                    HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void next(Fault... faults) {
        next.addAll(List.of(faults));
    }

    public void always(Fault fault) {
        always = fault;
    }

    /** Forgets faults and requests. */
    public void reset() {
        next.clear();
        always = Fault.NONE;
        requests.clear();
    }

    /** Who is told of the time that {@link Fault#TRICKLE} lets pass, in place of waiting: for example a movable clock. */
    public void onPause(Consumer<Duration> listener) {
        pauses = listener;
    }

    public ChatAnswers chat() {
        return chat;
    }

    public SpeechAnswers speech() {
        return speech;
    }

    /** All that came in, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        // The clock of whoever asked: an answer that nobody reads any more must not move the next test's.
        var pause = pauses;
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            var request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers,
                    exchange.getRequestBody().readAllBytes());
            requests.add(request);
            var fault = next.isEmpty() ? always : next.remove();
            if (!request.path().equals(CHAT) && !request.path().equals(TRANSCRIPTIONS)) {
                send(exchange, 404, "application/json", "{}");
            } else if (fault.name().startsWith("STATUS_")) {
                refuse(exchange, Integer.parseInt(fault.name().substring("STATUS_".length())), null);
            } else {
                answer(exchange, request, fault, pause);
            }
        }
    }

    private void answer(HttpExchange exchange, Request request, Fault fault, Consumer<Duration> pause)
            throws IOException {
        var json = "application/json";
        switch (fault) {
            case RETRY_AFTER_SECONDS -> refuse(exchange, 429, "7");
            case RETRY_AFTER_A_DAY -> refuse(exchange, 429, "86400");
            case RETRY_AFTER_DATE -> refuse(exchange, 503, "Sun, 01 Mar 2026 12:00:09 GMT");
            case SILENCE -> await(LONGEST_SILENCE);
            case RESET_BEFORE_ANSWER -> {
            }
            case TRICKLE -> trickle(exchange, right(request), pause);
            case RESET_MID_BODY -> {
                exchange.getResponseHeaders().set("Content-Type", json);
                exchange.sendResponseHeaders(200, HUGE);
                exchange.getResponseBody().write(right(request).getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            case TRUNCATED_JSON -> send(exchange, 200, json, right(request).substring(0, 40));
            case HUGE_JSON -> huge(exchange);
            case HTML_WITH_200 -> send(exchange, 200, "text/html; charset=utf-8", "<html><h1>Sign in</h1></html>");
            case EMPTY_BODY -> send(exchange, 200, json, "");
            case EMPTY_OBJECT -> send(exchange, 200, json, "{}");
            case WRONG_TYPES ->
                send(exchange, 200, json, "{\"choices\":\"x\",\"text\":1,\"words\":{},\"usage\":[]}");
            case DEEP_NESTING -> send(exchange, 200, json, "[".repeat(100_000));
            case INVALID_UTF8 -> send(exchange, 200, json, right(request).replaceFirst("\\{", "{\"x\":\"\u00e9\",")
                    .getBytes(StandardCharsets.ISO_8859_1));
            default -> send(exchange, 200, json,
                    request.path().equals(CHAT)
                            ? chat.body(Json.parse(request.body()), fault)
                            : speech.body(request, fault));
        }
    }

    private String right(Request request) {
        return request.path().equals(CHAT)
                ? chat.body(Json.parse(request.body()), Fault.NONE)
                : speech.body(request, Fault.NONE);
    }

    private static void refuse(HttpExchange exchange, int status, String retryAfter) throws IOException {
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        if (status == 302) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        if (status == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        send(exchange, status, "application/json",
                "{\"error\":{\"message\":\"<b>secret words of the provider</b>\",\"type\":\"x\"}}");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        send(exchange, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void trickle(HttpExchange exchange, String body, Consumer<Duration> pause) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < TRICKLED_BYTES; i++) {
            pause.accept(PAUSE);
            exchange.getResponseBody().write(bytes[i]);
            exchange.getResponseBody().flush();
        }
        await(LONGEST_SILENCE);
    }

    private static void huge(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, HUGE);
        var out = exchange.getResponseBody();
        out.write("{\"text\":\"".getBytes(StandardCharsets.UTF_8));
        var block = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        for (int sent = 0; sent + block.length + 100 < HUGE; sent += block.length) {
            out.write(block);
        }
        out.write("\"}".getBytes(StandardCharsets.UTF_8));
    }

    private void await(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
