package io.crealia.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what the edge needs from an API Gateway REST (v1) proxy event. */
final class ProxyEvent {
    private final JsonNode event;

    ProxyEvent(JsonNode event) {
        this.event = event;
    }

    String method() {
        return event.path("httpMethod").asText("");
    }

    String resource() {
        return event.path("resource").asText("");
    }

    String path() {
        return event.path("path").asText("");
    }

    String requestId() {
        return event.path("requestContext").path("requestId").asText("");
    }

    Map<String, String> pathParameters() {
        return texts(event.path("pathParameters"));
    }

    Map<String, String> query() {
        return texts(event.path("queryStringParameters"));
    }

    Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        texts(event.path("headers")).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    /** Names of query parameters that came more than once. */
    List<String> repeatedQuery() {
        return repeated(event.path("multiValueQueryStringParameters"));
    }

    /** Names, in lower case, of headers that came more than once. */
    List<String> repeatedHeaders() {
        return repeated(event.path("multiValueHeaders")).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    byte[] body() {
        var text = Optional.ofNullable(event.path("body").textValue()).orElse("");
        return event.path("isBase64Encoded").asBoolean(false)
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> repeated(JsonNode lists) {
        return lists.properties().stream().filter(entry -> entry.getValue().size() > 1).map(Map.Entry::getKey).toList();
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new HashMap<String, String>();
        object.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                texts.put(entry.getKey(), entry.getValue().textValue());
            }
        });
        return texts;
    }
}
