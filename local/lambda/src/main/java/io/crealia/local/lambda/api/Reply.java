package io.crealia.local.lambda.api;

import io.crealia.local.lambda.template.ApiDefinition;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** Answers as API Gateway writes them: compression, its own error answers, preflights. Thread-safe. */
final class Reply {

    private static final byte[] NOTHING = {};

    /** The formatted time of one second (RFC 9110, 5.6.7); racing writers only repeat the work. */
    private record Second(long epochSecond, String text) {}

    private final ApiDefinition api;
    private final InstantSource clock;
    private volatile Second second = new Second(-1, "");

    Reply(ApiDefinition api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * @param acceptEncoding null without the header
     * @throws IllegalArgumentException if a header's name or value cannot be sent
     */
    FullHttpResponse function(ProxyAnswer answer, String acceptEncoding, String requestId) {
        var status = answer.status();
        var bodiless = status == 204 || status == 304 || status < 200;
        var headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        answer.headers().forEach((name, values) -> {
            if (forClients(name)) {
                headers.add(name, values);
            }
        });
        if (!headers.contains(HttpHeaderNames.CONTENT_TYPE)) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        }
        headers.set("x-amzn-RequestId", requestId);
        var body = bodiless ? NOTHING : answer.body();
        if (compresses(headers, body, acceptEncoding)) {
            body = gzip(body);
            headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        }
        return response(status, headers, body);
    }

    FullHttpResponse gateway(GatewayAnswer answer, String requestId) {
        var headers = json();
        headers.set("x-amzn-RequestId", requestId);
        answer.headers(api).forEach(headers::set);
        if (answer == GatewayAnswer.NO_ROUTE) {
            headers.set("x-amzn-ErrorType", "MissingAuthenticationTokenException");
        }
        return response(answer.status(api), headers, answer.body(api, requestId).getBytes(StandardCharsets.UTF_8));
    }

    /** The mock answer that SAM puts on OPTIONS of every path. */
    FullHttpResponse preflight(ApiDefinition.Cors cors, Set<String> methods) {
        var headers = json();
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
        return response(200, headers, "{}\n".getBytes(StandardCharsets.UTF_8));
    }

    /** For what is no HTTP at all, or longer than this server reads. */
    FullHttpResponse malformed(int status) {
        return response(status, json(), "{\"message\":\"Bad Request\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static HttpHeaders json() {
        return DefaultHttpHeadersFactory.headersFactory().newHeaders().set(HttpHeaderNames.CONTENT_TYPE,
                "application/json");
    }

    private FullHttpResponse response(int status, HttpHeaders headers, byte[] body) {
        headers.set(HttpHeaderNames.DATE, date());
        if (status >= 200 && status != 204 && status != 304) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status),
                Unpooled.wrappedBuffer(body), headers, DefaultHttpHeadersFactory.trailersFactory().newHeaders());
    }

    private String date() {
        var now = clock.instant();
        var known = second;
        if (known.epochSecond() != now.getEpochSecond()) {
            known = new Second(now.getEpochSecond(), text(now));
            second = known;
        }
        return known.text();
    }

    private static String text(Instant now) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .format(now.atOffset(ZoneOffset.UTC));
    }

    /** These belong to the connection, which is the server's, not the function's. */
    private static boolean forClients(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "connection", "content-length", "date", "host", "keep-alive", "transfer-encoding", "upgrade" -> false;
            default -> true;
        };
    }

    private boolean compresses(HttpHeaders headers, byte[] body, String acceptEncoding) {
        return api.minimumCompressionSize().isPresent() && body.length > 0
                && body.length >= api.minimumCompressionSize().getAsInt()
                && !headers.contains(HttpHeaderNames.CONTENT_ENCODING) && AcceptEncoding.takesGzip(acceptEncoding);
    }

    private static byte[] gzip(byte[] body) {
        var bytes = new ByteArrayOutputStream(body.length / 2);
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
