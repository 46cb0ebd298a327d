package io.crealia.local.lambda.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.crealia.local.lambda.template.ApiDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** Sends answers as API Gateway does: compression, its own error answers, preflights. */
final class Reply {

    private final ApiDefinition api;

    Reply(ApiDefinition api) {
        this.api = api;
    }

    void function(HttpExchange exchange, ProxyAnswer answer, String requestId) throws IOException {
        var headers = exchange.getResponseHeaders();
        answer.headers().forEach((name, values) -> {
            if (forClients(name)) {
                values.forEach(value -> headers.add(name, value));
            }
        });
        if (!answer.headers().containsKey("Content-Type")) {
            headers.set("Content-Type", "application/json");
        }
        headers.set("x-amzn-RequestId", requestId);
        var body = answer.body();
        if (compresses(exchange, headers, body)) {
            body = gzip(body);
            headers.set("Content-Encoding", "gzip");
        }
        send(exchange, answer.status(), body);
    }

    void gateway(HttpExchange exchange, GatewayAnswer answer, String requestId) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("x-amzn-RequestId", requestId);
        answer.headers(api).forEach(headers::set);
        if (answer == GatewayAnswer.NO_ROUTE) {
            headers.set("x-amzn-ErrorType", "MissingAuthenticationTokenException");
        }
        send(exchange, answer.status(api), answer.body(api, requestId).getBytes(StandardCharsets.UTF_8));
    }

    /** The mock answer that SAM puts on OPTIONS of every path. */
    void preflight(HttpExchange exchange, ApiDefinition.Cors cors, Set<String> methods) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Access-Control-Allow-Origin", cors.allowOrigin());
        headers.set("Access-Control-Allow-Methods", cors.allowMethods().orElseGet(() -> {
            var all = new TreeSet<>(methods);
            all.add("OPTIONS");
            return String.join(",", all);
        }));
        cors.allowHeaders().ifPresent(value -> headers.set("Access-Control-Allow-Headers", value));
        cors.maxAge().ifPresent(value -> headers.set("Access-Control-Max-Age", value));
        if (cors.allowCredentials()) {
            headers.set("Access-Control-Allow-Credentials", "true");
        }
        send(exchange, 200, "{}\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        var bodiless = status == 204 || status == 304 || status < 200 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless || body.length == 0 ? -1 : body.length);
        if (!bodiless && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** These belong to the connection, which is the server's, not the function's. */
    private static boolean forClients(String name) {
        return switch (name.toLowerCase(java.util.Locale.ROOT)) {
            case "connection", "content-length", "date", "host", "keep-alive", "transfer-encoding", "upgrade" -> false;
            default -> true;
        };
    }

    private boolean compresses(HttpExchange exchange, Headers headers, byte[] body) {
        return api.minimumCompressionSize().isPresent() && body.length > 0
                && body.length >= api.minimumCompressionSize().getAsInt() && !headers.containsKey("Content-Encoding")
                && AcceptEncoding.takesGzip(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream(body.length / 2);
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
