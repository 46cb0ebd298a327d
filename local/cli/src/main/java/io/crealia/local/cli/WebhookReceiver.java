package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.StandardWebhooks;
import io.crealia.webhooks.domain.StandardWebhooks.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A receiver of webhooks on 127.0.0.1: takes what is signed, refuses everything else, and shows both. */
final class WebhookReceiver implements AutoCloseable {
    private static final int MAX_BODY = 64 * 1024;

    /** @param verdict {@code genuine}, or why it was refused */
    record Received(Instant at, String id, String type, String verdict, JsonNode body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<SigningKey> key = new CompletableFuture<>();
    private final Consumer<Received> show;
    private final Runnable taken;

    private WebhookReceiver(HttpServer server, Consumer<Received> show, Runnable taken) {
        this.server = server;
        this.show = show;
        this.taken = taken;
    }

    /**
     * @param port 0 takes a free one
     * @param taken is run after each genuine message was answered
     */
    static WebhookReceiver start(int port, Consumer<Received> show, Runnable taken) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        var receiver = new WebhookReceiver(server, show, taken);
        server.setExecutor(receiver.threads);
        server.createContext("/", receiver::receive);
        server.start();
        return receiver;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** @param endpoint as it was answered to the request that made it */
    void trust(JsonNode endpoint) {
        key.complete(endpoint.has("secret")
                ? SigningKey.Symmetric.parse(endpoint.path("secret").asText())
                : SigningKey.Verifying.parse(endpoint.path("keys").path(0).path("public_key").asText()));
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var bytes = exchange.getRequestBody().readNBytes(MAX_BODY);
            var id = header(exchange, StandardWebhooks.ID);
            var now = Instant.now();
            var verdict = StandardWebhooks.verify(key.join(), id, header(exchange, StandardWebhooks.TIMESTAMP),
                    header(exchange, StandardWebhooks.SIGNATURE), bytes, now);
            var body = json(bytes);
            exchange.sendResponseHeaders(verdict == Verdict.GENUINE ? 204 : 400, -1);
            show.accept(new Received(now.truncatedTo(ChronoUnit.MILLIS), id, body.path("type").asText("?"),
                    verdict.name().toLowerCase(Locale.ROOT), body));
            if (verdict == Verdict.GENUINE) {
                taken.run();
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (MalformedJsonException e) {
            return Json.object();
        }
    }

    @Override
    public void close() {
        server.stop(1);
        threads.close();
    }
}
