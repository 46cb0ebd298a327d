package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request taken apart.
 *
 * @param path decoded segments after the API version
 */
record Request(String method, List<String> path, Map<String, String> query, byte[] body) {
    private static final String VERSION = "/2017-08-29/";
    private static final int MAX_BODY = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Request read(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (!path.startsWith(VERSION)) {
            throw ApiException.notFound("no such path: " + path);
        }
        List<String> segments = List.of(path.substring(VERSION.length()).split("/")).stream().map(Request::decode)
                .toList();
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw ApiException.badRequest("the request is longer than " + MAX_BODY + " bytes");
        }
        return new Request(exchange.getRequestMethod(), segments, query(exchange.getRequestURI().getRawQuery()), body);
    }

    private static Map<String, String> query(String raw) {
        var values = new HashMap<String, String>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                values.put(decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("bad percent encoding in the address: " + text);
        }
    }

    ObjectNode json() {
        try {
            JsonNode node = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw ApiException.badRequest("the request body is not a JSON object");
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("the request body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiException.badRequest("the request body cannot be read: " + e.getMessage());
        }
    }

    Optional<String> query(Key key) {
        return Optional.ofNullable(query.get(key.text));
    }

    /** Query parameters of the API. */
    enum Key {
        MAX_RESULTS("maxResults"), NEXT_TOKEN("nextToken"), ORDER("order"), QUEUE("queue"), STATUS(
                "status"), INPUT_FILE("inputFile");

        private final String text;

        Key(String text) {
            this.text = text;
        }
    }
}
