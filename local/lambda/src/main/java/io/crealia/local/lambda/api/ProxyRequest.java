package io.crealia.local.lambda.api;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;

/**
 * A request as the event writer needs it.
 *
 * @param path as sent, still percent-encoded
 * @param rawQuery null without a query
 * @param headers names as the JDK's server keeps them
 */
record ProxyRequest(String method, String path, String rawQuery, Map<String, List<String>> headers, byte[] body,
        String sourceIp, String protocol) {

    static ProxyRequest of(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        return new ProxyRequest(exchange.getRequestMethod(), uri.getRawPath(), uri.getRawQuery(),
                exchange.getRequestHeaders(), body, exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getProtocol());
    }

    String header(String kept, String otherwise) {
        var values = headers.get(kept);
        return values == null || values.isEmpty() ? otherwise : values.getLast();
    }
}
