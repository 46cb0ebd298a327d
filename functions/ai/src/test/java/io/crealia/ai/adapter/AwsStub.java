package io.crealia.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A service of AWS as far as its JSON wire format goes: what it answers is a function of the call. */
public final class AwsStub implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Answer> answers = _ -> new Answer(500, "InternalServerException", Json.object());

    /** @param target of the header {@code X-Amz-Target}, or null */
    public record Call(String path, String target, JsonNode body) {}

    /** @param error type; null where there is none */
    public record Answer(int status, String error, ObjectNode body) {
        public static Answer ok(ObjectNode body) {
            return new Answer(200, null, body);
        }

        public static Answer error(int status, String type, String message) {
            return new Answer(status, type, Json.object().put("message", message).put("__type", type));
        }
    }

    public AwsStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                var call = new Call(exchange.getRequestURI().getRawPath(),
                        exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                        Json.parse(exchange.getRequestBody().readAllBytes()));
                calls.add(call);
                var answer = answers.apply(call);
                if (answer.error() != null) {
                    exchange.getResponseHeaders().set("X-Amzn-ErrorType", answer.error());
                }
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                var body = Json.text(answer.body()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    public void answer(Function<Call, Answer> newAnswers) {
        calls.clear();
        answers = newAnswers;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public static AwsClients clients() {
        return new AwsClients(AwsSettings.of(new Environment(Map.of("AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID",
                "key", "AWS_SECRET_ACCESS_KEY", "secret"))));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
