package io.crealia.testkit;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Builds an API Gateway REST (v1) proxy event, calls a handler or edge with it, and reads the answer. */
public final class ApiCall {
    private final ObjectNode event = Json.object();

    private ApiCall(String method, String resource) {
        event.put("resource", resource).put("path", resource).put("httpMethod", method);
        event.putObject("headers").put("Host", "api.example.com");
        event.putNull("queryStringParameters").putNull("pathParameters").putNull("stageVariables");
        event.putObject("requestContext").put("requestId", "req-0001").put("stage", "test").put("resourcePath",
                resource);
        event.putNull("body").put("isBase64Encoded", false);
    }

    public static ApiCall of(String method, String resource) {
        return new ApiCall(method, resource);
    }

    /** Sets a path parameter, and fills it into the path. */
    public ApiCall path(String name, String value) {
        nested("pathParameters").put(name, value);
        event.put("path",
                event.get("path").asText().replace("{" + name + "}", value).replace("{" + name + "+}", value));
        return this;
    }

    public ApiCall query(String name, String value) {
        nested("queryStringParameters").put(name, value);
        return this;
    }

    public ApiCall header(String name, String value) {
        nested("headers").put(name, value);
        return this;
    }

    /** A token of {@link TestTokens}. */
    public ApiCall as(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public ApiCall json(JsonNode body) {
        return body(Json.text(body)).header("Content-Type", "application/json");
    }

    public ApiCall body(String body) {
        event.put("body", body);
        return this;
    }

    public ObjectNode event() {
        return event;
    }

    /** Anything that takes an event: a handler, or an edge. */
    @FunctionalInterface
    public interface Target {
        void handle(ByteArrayInputStream in, ByteArrayOutputStream out, TestContext context) throws IOException;
    }

    public Answer call(RequestStreamHandler handler) {
        return send(handler::handleRequest);
    }

    public Answer send(Target target) {
        var out = new ByteArrayOutputStream();
        try {
            target.handle(new ByteArrayInputStream(Json.bytes(event)), out, new TestContext("test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(Json.parse(out.toByteArray()));
    }

    private ObjectNode nested(String name) {
        return event.get(name) instanceof ObjectNode object ? object : event.putObject(name);
    }

    /** A proxy answer. */
    public record Answer(JsonNode raw) {
        public int status() {
            return raw.path("statusCode").asInt();
        }

        public Optional<String> header(String name) {
            return raw.path("headers").properties().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().asText()).findFirst();
        }

        public byte[] bytes() {
            var body = raw.path("body").asText("");
            if (!raw.path("isBase64Encoded").asBoolean()) {
                return body.getBytes(StandardCharsets.UTF_8);
            }
            var bytes = Base64.getDecoder().decode(body);
            if (header("Content-Encoding").filter("gzip"::equals).isEmpty()) {
                return bytes;
            }
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return gzip.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return Json.parse(bytes());
        }
    }
}
