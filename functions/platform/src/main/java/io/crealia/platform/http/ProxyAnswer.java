package io.crealia.platform.http;

import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes an answer as API Gateway's proxy integration wants it, with the headers that every answer carries. */
final class ProxyAnswer {
    private static final int COMPRESS_FROM_BYTES = 1024;
    private static final Map<String, String> ALWAYS = Map.of("X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'", "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer", "Strict-Transport-Security", "max-age=63072000; includeSubDomains",
            "Cache-Control", "no-store");

    private ProxyAnswer() {}

    static byte[] encode(HttpResponse response, String requestId, String acceptEncoding) {
        var headers = Json.object();
        ALWAYS.forEach(headers::put);
        response.headers().forEach(headers::put);
        headers.put("X-Request-Id", requestId);
        var type = response.headers().getOrDefault("Content-Type", "");
        var textual = type.startsWith("application/json") || type.startsWith("application/problem+json")
                || type.startsWith("text/") || type.startsWith("application/vnd.apple.mpegurl");
        var compress = textual && response.body().length >= COMPRESS_FROM_BYTES && acceptsGzip(acceptEncoding);
        var answer = Json.object().put("statusCode", response.status());
        if (textual) {
            headers.put("Vary", vary(response.headers().get("Vary")));
        }
        if (compress) {
            headers.put("Content-Encoding", "gzip");
            answer.put("body", Base64.getEncoder().encodeToString(gzip(response.body())));
        } else if (textual || response.body().length == 0) {
            answer.put("body", new String(response.body(), StandardCharsets.UTF_8));
        } else {
            answer.put("body", Base64.getEncoder().encodeToString(response.body()));
        }
        answer.put("isBase64Encoded", compress || !textual && response.body().length > 0);
        answer.set("headers", headers);
        return Json.bytes(answer);
    }

    private static String vary(String before) {
        return before == null ? "Accept-Encoding" : before + ", Accept-Encoding";
    }

    private static boolean acceptsGzip(String acceptEncoding) {
        for (var offer : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            var parts = offer.strip().split(";", 2);
            if (parts[0].strip().equals("gzip")) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0+)?");
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] body) {
        var compressed = new ByteArrayOutputStream(body.length / 2);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return compressed.toByteArray();
    }
}
