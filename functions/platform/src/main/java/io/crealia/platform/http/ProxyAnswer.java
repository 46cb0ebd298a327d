package io.crealia.platform.http;

import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes an answer as API Gateway's proxy integration wants it, with the headers that every answer carries. Bodies are
 * text: API Gateway compresses them for clients that accept it (docs/decisions/0006), and bytes are served by S3.
 */
final class ProxyAnswer {
    private static final Map<String, String> ALWAYS = Map.of("X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'", "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer", "Strict-Transport-Security", "max-age=63072000; includeSubDomains",
            "Cache-Control", "no-store");

    private ProxyAnswer() {}

    static byte[] encode(HttpResponse response, String requestId) {
        var headers = Json.object();
        ALWAYS.forEach(headers::put);
        response.headers().forEach(headers::put);
        headers.put("X-Request-Id", requestId);
        var answer = Json.object().put("statusCode", response.status())
                .put("body", new String(response.body(), StandardCharsets.UTF_8)).put("isBase64Encoded", false);
        answer.set("headers", headers);
        return Json.bytes(answer);
    }
}
