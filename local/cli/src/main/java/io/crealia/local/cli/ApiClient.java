package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The API as a creator's app sees it: JSON over HTTP with a bearer token. A read that is told to come again
 * ({@code 503} with {@code Retry-After}) does so, a few times.
 */
public final class ApiClient {
    private static final int CONNECT_TIMEOUT_MS = 3_000;
    private static final int READ_TIMEOUT_MS = 35_000;
    private static final int MOST_READS = 4;
    /** Who is told to wait for longer is told so. */
    private static final int LONGEST_PAUSE_SECONDS = 5;

    private final URI base;
    private final Supplier<String> token;
    private final Watcher watcher;
    private final IntConsumer pause;

    /** Sees every answer, for example to check or to log it. */
    @FunctionalInterface
    public interface Watcher {
        /** @param headers by lower-case name */
        void saw(String method, URI address, int status, Map<String, String> headers, byte[] body);
    }

    public ApiClient(URI base, Supplier<String> token) {
        this(base, token, (_, _, _, _, _) -> {});
    }

    public ApiClient(URI base, Supplier<String> token, Watcher watcher) {
        this(base, token, watcher, seconds -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds)));
    }

    /** @param pause waits that many seconds */
    ApiClient(URI base, Supplier<String> token, Watcher watcher, IntConsumer pause) {
        this.base = base;
        this.token = token;
        this.watcher = watcher;
        this.pause = pause;
    }

    public URI base() {
        return base;
    }

    /** @throws ApiException if the answer is not a success */
    public JsonNode get(String path) {
        for (var reads = 1; reads < MOST_READS; reads++) {
            try {
                return call("GET", path, Optional.empty(), Optional.empty());
            } catch (ApiException e) {
                var seconds = e.retryAfterSeconds();
                if (e.status() != HttpURLConnection.HTTP_UNAVAILABLE || seconds.isEmpty()
                        || seconds.getAsInt() > LONGEST_PAUSE_SECONDS) {
                    throw e;
                }
                pause.accept(seconds.getAsInt());
            }
        }
        return call("GET", path, Optional.empty(), Optional.empty());
    }

    /** @throws ApiException if the answer is not a success */
    public JsonNode post(String path, JsonNode body, String idempotencyKey) {
        return call("POST", path, Optional.of(body), Optional.of(idempotencyKey));
    }

    /** @throws ApiException if the answer is not a success */
    public JsonNode delete(String path) {
        return call("DELETE", path, Optional.empty(), Optional.empty());
    }

    private JsonNode call(String method, String path, Optional<JsonNode> body, Optional<String> idempotencyKey) {
        try {
            var connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
            connection.setReadTimeout(READ_TIMEOUT_MS);
            connection.setRequestProperty("Authorization", "Bearer " + token.get());
            idempotencyKey.ifPresent(key -> connection.setRequestProperty("Idempotency-Key", key));
            if (body.isPresent()) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (var out = connection.getOutputStream()) {
                    out.write(Json.bytes(body.get()));
                }
            }
            return answer(method, connection);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + base.resolve(path), e);
        }
    }

    private JsonNode answer(String method, HttpURLConnection connection) throws IOException {
        var status = connection.getResponseCode();
        byte[] bytes;
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            bytes = in == null ? new byte[0] : in.readAllBytes();
        }
        var headers = headers(connection);
        watcher.saw(method, URI.create(connection.getURL().toString()), status, headers, bytes);
        var json = bytes.length == 0 ? Json.object() : parse(bytes, status);
        if (status >= 300) {
            throw new ApiException(status, json, seconds(headers.get("retry-after")));
        }
        return json;
    }

    /** Empty also for a date, which none of our answers has. */
    private static OptionalInt seconds(String retryAfter) {
        return retryAfter != null && retryAfter.matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(retryAfter))
                : OptionalInt.empty();
    }

    private static Map<String, String> headers(HttpURLConnection connection) {
        var headers = new HashMap<String, String>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        return headers;
    }

    private static JsonNode parse(byte[] bytes, int status) {
        try {
            return Json.parse(bytes);
        } catch (MalformedJsonException e) {
            throw new ApiException(status, Json.object().put("detail", "an answer that is not JSON"));
        }
    }
}
