package io.crealia.local.cloud.ai;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/** One request: what it says, its body within a bound, and the bytes that answer it. */
final class Exchange {
    /** Read and thrown away of a body that is too long, so that its sender gets to read why. */
    private static final long MOST_DISCARDED = 64L << 20;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final HttpExchange http;

    Exchange(HttpExchange http) {
        this.http = http;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    String method() {
        return http.getRequestMethod();
    }

    String path() {
        return http.getRequestURI().getRawPath();
    }

    /** @throws AiException unless the request carries the key */
    void authorise(String key) {
        var header = http.getRequestHeaders().getFirst("Authorization");
        var scheme = "Bearer ";
        if (header == null || !header.regionMatches(true, 0, scheme, 0, scheme.length())
                || !MessageDigest.isEqual(header.substring(scheme.length()).strip().getBytes(StandardCharsets.UTF_8),
                        key.getBytes(StandardCharsets.UTF_8))) {
            throw AiException.unauthorised();
        }
    }

    /** @return the header Content-Type as it was sent, empty where there is none */
    String contentType() {
        var type = http.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type;
    }

    /** @throws AiException if the body is of another type */
    void expectType(String type) {
        var sent = contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!sent.equals(type)) {
            throw AiException.mediaType(type);
        }
    }

    /** @throws AiException if it is longer than {@code most} bytes */
    byte[] body(int most, String param) throws IOException {
        var in = http.getRequestBody();
        var body = in.readNBytes(most + 1);
        if (body.length > most) {
            discard(in);
            throw AiException.tooLarge(param, "expected a request of at most " + most + " bytes");
        }
        return body;
    }

    /** @throws AiException if the body is not one JSON object */
    ObjectNode json(byte[] body) throws IOException {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException _) {
            // Jackson's message may quote the body.
        }
        throw AiException.invalid(null, "expected a body that is one JSON object");
    }

    /** The JSON object in a text. */
    static ObjectNode parse(String text) throws JsonProcessingException {
        return JSON.readTree(text) instanceof ObjectNode object ? object : null;
    }

    void answer(int status, ObjectNode json) throws IOException {
        answer(status, "application/json", json.toString());
    }

    void answer(int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", type);
        http.getResponseHeaders().set("Cache-Control", "no-store");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
    }

    void answer(AiException problem) throws IOException {
        discard(http.getRequestBody());
        var headers = http.getResponseHeaders();
        if (problem.status() == 401) {
            headers.set("WWW-Authenticate", "Bearer");
        }
        problem.retryAfterSeconds().ifPresent(seconds -> headers.set("Retry-After", String.valueOf(seconds)));
        var json = object();
        json.putObject("error").put("message", problem.getMessage()).put("type", problem.type())
                .put("param", problem.param().orElse(null)).put("code", problem.code());
        answer(problem.status(), json);
    }

    void allow(String method) {
        http.getResponseHeaders().set("Allow", method);
    }

    private static void discard(InputStream in) throws IOException {
        var buffer = new byte[1 << 16];
        long left = MOST_DISCARDED;
        for (int count = in.read(buffer); count >= 0 && left > 0; count = in.read(buffer)) {
            left -= count;
        }
    }
}
