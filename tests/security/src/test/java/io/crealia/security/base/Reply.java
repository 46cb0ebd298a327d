package io.crealia.security.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer as it came.
 *
 * @param status 0 if the connection was closed without one
 */
public record Reply(int status, List<Call.Header> headers, byte[] body, Duration took) {
    public Reply {
        headers = List.copyOf(headers);
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(Call.Header::value).toList();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.parse(body);
    }

    /** The {@code code} of a problem; empty for anything else. */
    public String code() {
        return header("Content-Type").filter(type -> type.startsWith("application/problem+json"))
                .map(_ -> json().path("code").asText()).orElse("");
    }

    @Override
    public String toString() {
        var text = text();
        return status + " in " + took.toMillis() + " ms: " + text.substring(0, Math.min(300, text.length()));
    }
}
