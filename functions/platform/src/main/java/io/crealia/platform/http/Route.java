package io.crealia.platform.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation of the API.
 *
 * @param resource the path template as API Gateway has it, for example {@code /v1/uploads/{upload_id}}
 * @param scope what the bearer token must permit; empty only where the route checks its caller itself or has no secret
 * @param repetition how a repeated request with the same Idempotency-Key is answered
 * @param headers what every answer of this route carries, problems too, unless the answer says otherwise
 */
public record Route(String method, String resource, Optional<String> scope, Repetition repetition,
        Map<String, String> headers, Function<HttpRequest, HttpResponse> operation) {

    public Route {
        headers = Map.copyOf(headers);
    }

    /** How a POST keeps its promise that the same key means one effect and one answer. */
    public enum Repetition {
        /** Not a POST, or naturally the same each time. */
        NATURAL,
        /** The edge keeps the first answer and replays it. */
        STORED,
        /** The operation keeps the key inside the document that it creates. */
        IN_DOCUMENT
    }

    public static Route get(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return new Route("GET", resource, Optional.of(scope), Repetition.NATURAL, Map.of(), operation);
    }

    public static Route delete(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return new Route("DELETE", resource, Optional.of(scope), Repetition.NATURAL, Map.of(), operation);
    }

    /** A POST whose answer the edge keeps for repeated requests. */
    public static Route post(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return new Route("POST", resource, Optional.of(scope), Repetition.STORED, Map.of(), operation);
    }

    /** A POST that creates a document and keeps the idempotency key in it. */
    public static Route create(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return new Route("POST", resource, Optional.of(scope), Repetition.IN_DOCUMENT, Map.of(), operation);
    }

    /** A GET without bearer token: health, and playback, which checks its own token. */
    public static Route open(String resource, Function<HttpRequest, HttpResponse> operation) {
        return new Route("GET", resource, Optional.empty(), Repetition.NATURAL, Map.of(), operation);
    }

    /** This route with one more header on every answer, for example a CORS header that problems need too. */
    public Route with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Route(method, resource, scope, repetition, all, operation);
    }

    String key() {
        return method + " " + resource;
    }
}
