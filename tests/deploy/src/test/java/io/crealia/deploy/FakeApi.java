package io.crealia.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The deployed API as the smoke test sees it, on 127.0.0.1. */
final class FakeApi implements AutoCloseable {
    static final String UPLOAD = "upl_01ARZ3NDEKTSV4RRFFQ69G5FAV";
    static final String TOKEN = "the.token.of-a-tester";

    record Answer(int status, String body) {}

    private static final Map<String, Answer> HEALTHY = Map.of(
            "GET /health/live", new Answer(200, "{\"status\":\"ok\",\"version\":\"0.1.0\"}"),
            "GET /health/ready", new Answer(200, "{\"status\":\"ok\",\"version\":\"0.1.0\",\"checks\":{}}"),
            "GET /v1/uploads", new Answer(401, "{\"code\":\"auth.unauthenticated\"}"),
            "POST /v1/uploads",
            new Answer(201, "{\"id\":\"" + UPLOAD + "\",\"asset_id\":\"ast_01ARZ3NDEKTSV4RRFFQ69G5FAV\"}"),
            "DELETE /v1/uploads/" + UPLOAD, new Answer(204, ""));

    private final HttpServer server;
    private final Map<String, Supplier<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    FakeApi() {
        HEALTHY.forEach((request, answer) -> answers.put(request, () -> answer));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param request for example {@code GET /health/live} */
    void on(String request, Supplier<Answer> answer) {
        answers.put(request, answer);
    }

    /** In order: method, path, and {@code +token} where the right one came along. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            var token = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            requests.add(request + (token ? " +token" : ""));
            var answer = answers.getOrDefault(request, () -> new Answer(404, "")).get();
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
