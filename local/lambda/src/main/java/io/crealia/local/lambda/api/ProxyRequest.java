package io.crealia.local.lambda.api;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as the event writer needs it.
 *
 * @param path as sent, still percent-encoded
 * @param rawQuery null without a query
 */
record ProxyRequest(String method, String path, String rawQuery, HttpHeaders fields, byte[] body, String sourceIp,
        String protocol) {

    /**
     * Copies what the event loop will free.
     *
     * @throws URISyntaxException if the target is not one of RFC 9112, 3.2
     */
    static ProxyRequest of(FullHttpRequest request, String sourceIp) throws URISyntaxException {
        var target = new URI(request.uri());
        if (target.getRawPath() == null) {
            throw new URISyntaxException(request.uri(), "no path");
        }
        return new ProxyRequest(request.method().name(), target.getRawPath(), target.getRawQuery(), request.headers(),
                ByteBufUtil.getBytes(request.content()), sourceIp, request.protocolVersion().text());
    }

    /** The last value of a header, as functions see it. */
    String header(String name, String otherwise) {
        var values = fields.getAll(name);
        return values.isEmpty() ? otherwise : values.getLast();
    }

    /** All headers by their usual names, each with its values in order. */
    Map<String, List<String>> headers() {
        var headers = new LinkedHashMap<String, List<String>>();
        fields.iteratorAsString().forEachRemaining(field -> headers
                .computeIfAbsent(HeaderNames.usual(field.getKey()), _ -> new ArrayList<>(1)).add(field.getValue()));
        return headers;
    }
}
