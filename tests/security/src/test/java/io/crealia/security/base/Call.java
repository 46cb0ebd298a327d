package io.crealia.security.base;

import io.crealia.platform.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request, byte by byte as it will be sent: nothing is encoded, checked or put right.
 *
 * @param target path and query as they stand in the request line
 */
public record Call(String method, String target, List<Header> headers, byte[] body) {
    private static final byte[] NO_BODY = {};

    /** One header line; the value's UTF-8 bytes are sent as they are. */
    public record Header(String name, String value) {}

    public Call {
        headers = List.copyOf(headers);
    }

    public static Call of(String method, String target) {
        return new Call(method, target, List.of(), NO_BODY);
    }

    public Call header(String name, String value) {
        var all = new ArrayList<>(headers);
        all.add(new Header(name, value));
        return new Call(method, target, all, body);
    }

    public Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Call key(String idempotencyKey) {
        return header("Idempotency-Key", idempotencyKey);
    }

    public Call json(JsonNode json) {
        return json(Json.bytes(json));
    }

    /** A body that is said to be JSON. */
    public Call json(byte[] bytes) {
        return header("Content-Type", "application/json").body(bytes);
    }

    public Call body(byte[] bytes) {
        return new Call(method, target, headers, bytes);
    }

    /** Whether the headers say themselves where the body ends. */
    boolean framed() {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase("Content-Length")
                || header.name().equalsIgnoreCase("Transfer-Encoding"));
    }

    byte[] head(String host) {
        var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("Host"))) {
            head.append("Host: ").append(host).append("\r\n");
        }
        headers.forEach(header -> head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        if (!framed() && (body.length > 0 || !method.matches("GET|HEAD|OPTIONS|TRACE|DELETE"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
