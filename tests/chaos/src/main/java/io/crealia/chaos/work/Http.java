package io.crealia.chaos.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A creator's app: sends a call again, with the same key, until somebody answers it. */
public final class Http {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 35_000;
    private static final long AGAIN_NANOS = 300_000_000L;

    private final URI api;
    private final Function<String, String> tokens;
    private final BooleanSupplier over;
    private final Book book;

    /**
     * @param tokens by tenant
     * @param over when nobody tries any more
     */
    public Http(URI api, Function<String, String> tokens, BooleanSupplier over, Book book) {
        this.api = api;
        this.tokens = tokens;
        this.over = over;
        this.book = book;
    }

    /** An answer that is no 5xx. */
    public record Answer(int status, JsonNode json) {}

    /** Once. @return empty without an answer */
    Optional<Answer> once(String tenant, String method, String path, Optional<String> key, Optional<JsonNode> body) {
        var headers = new java.util.HashMap<String, String>();
        headers.put("Authorization", "Bearer " + tokens.apply(tenant));
        key.ifPresent(text -> headers.put("Idempotency-Key", text));
        if (body.isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        var answer = send(method, api.resolve(path), headers, body.map(Json::bytes));
        book.counted(answer.filter(each -> each.status() < 500).isPresent());
        if (answer.filter(each -> each.status() == 500).isPresent()) {
            book.problem("ACKED", method + " " + path + " was answered 500: " + answer.get().json());
        }
        return answer;
    }

    /** Until there is an answer that does not ask to come again; empty when all is over before. */
    public Optional<Answer> call(String tenant, String method, String path, Optional<String> key,
            Optional<JsonNode> body) {
        while (!over.getAsBoolean()) {
            var answer = once(tenant, method, path, key, body);
            if (answer.isPresent() && !again(answer.get())) {
                return answer;
            }
            pause();
        }
        return Optional.empty();
    }

    private static boolean again(Answer answer) {
        return answer.status() >= 500 || answer.status() == 429
                || answer.status() == 409 && answer.json().path("code").asText().startsWith("idempotency.");
    }

    /** Sends bytes to a signed address. @return its status, 0 without an answer */
    int put(String url, JsonNode headers, byte[] bytes) {
        var all = new java.util.HashMap<String, String>();
        headers.properties().forEach(header -> all.put(header.getKey(), header.getValue().asText()));
        return send("PUT", URI.create(url), all, Optional.of(bytes)).map(Answer::status).orElse(0);
    }

    void pause() {
        LockSupport.parkNanos(AGAIN_NANOS);
    }

    private static Optional<Answer> send(String method, URI address, Map<String, String> headers,
            Optional<byte[]> body) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            headers.forEach(connection::setRequestProperty);
            if (body.isPresent()) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.get().length);
                try (var out = connection.getOutputStream()) {
                    out.write(body.get());
                }
            }
            var status = connection.getResponseCode();
            try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return Optional.of(new Answer(status, json(in == null ? new byte[0] : in.readAllBytes())));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return bytes.length == 0 ? Json.object() : Json.parse(bytes);
        } catch (MalformedJsonException e) {
            return Json.object().put("text", new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
