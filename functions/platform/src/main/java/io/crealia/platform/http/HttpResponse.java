package io.crealia.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer, with a textual body. The edge adds request id and security headers. */
public record HttpResponse(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    public static HttpResponse json(int status, JsonNode body) {
        return new HttpResponse(status, Map.of("Content-Type", "application/json"), Json.bytes(body));
    }

    public static HttpResponse ok(JsonNode body) {
        return json(200, body);
    }

    public static HttpResponse created(String location, JsonNode body) {
        return json(201, body).with("Location", location);
    }

    public static HttpResponse noContent() {
        return new HttpResponse(204, Map.of(), NOTHING);
    }

    public static HttpResponse redirect(String location) {
        return new HttpResponse(302, Map.of("Location", location), NOTHING);
    }

    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), body);
    }

    public HttpResponse with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new HttpResponse(status, all, body);
    }
}
