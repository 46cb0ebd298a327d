package io.crealia.platform.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One operation of the API.
 *
 * @param resource the path template as API Gateway has it, for example {@code /v1/uploads/{upload_id}}
 * @param scope what the bearer token must permit; empty only where the route checks its caller itself or has no secret
 * @param repetition how a repeated request with the same Idempotency-Key is answered
 * @param limit which of the caller's rates the request counts for
 * @param weight as how many requests it counts there
 * @param query the names of the query's parameters; any other is refused
 * @param headers what every answer of this route carries, problems too, unless the answer says otherwise
 */
public record Route(String method, String resource, Optional<String> scope, Repetition repetition, Limit limit,
        int weight, Set<String> query, Map<String, String> headers, Function<HttpRequest, HttpResponse> operation) {

    public Route {
        if (weight < 1) {
            throw new IllegalArgumentException("a request weighs at least 1, was " + weight);
        }
        query = Set.copyOf(query);
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

    /** The classes of requests that have a rate of their own per tenant. */
    public enum Limit {
        /** Not limited: health, which must answer when everything else is refused. */
        NONE,
        /** Reads one resource. */
        READ,
        /** Reads many. */
        LIST,
        /** Changes a resource. */
        WRITE,
        /** Begins something that costs money. */
        CREATE,
        /** Searches or changes everything of a person. */
        PRIVACY,
        /** Serves a player, which has no tenant of its own: limited per asset. */
        PLAY
    }

    public static Route get(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return of("GET", resource, scope, Repetition.NATURAL, Limit.READ, operation);
    }

    /** A GET of a page of a list. */
    public static Route list(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return of("GET", resource, scope, Repetition.NATURAL, Limit.LIST, operation);
    }

    public static Route delete(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return of("DELETE", resource, scope, Repetition.NATURAL, Limit.WRITE, operation);
    }

    /** A change that is the same each time: PUT, PATCH, or a POST that keeps nothing. */
    public static Route change(String method, String resource, String scope,
            Function<HttpRequest, HttpResponse> operation) {
        return of(method, resource, scope, Repetition.NATURAL, Limit.WRITE, operation);
    }

    /** A POST whose answer the edge keeps for repeated requests. */
    public static Route post(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return of("POST", resource, scope, Repetition.STORED, Limit.WRITE, operation);
    }

    /** A POST that creates a document and keeps the idempotency key in it. */
    public static Route create(String resource, String scope, Function<HttpRequest, HttpResponse> operation) {
        return of("POST", resource, scope, Repetition.IN_DOCUMENT, Limit.CREATE, operation);
    }

    /** A GET without bearer token: health, and playback, which checks its own token. */
    public static Route open(String resource, Function<HttpRequest, HttpResponse> operation) {
        return new Route("GET", resource, Optional.empty(), Repetition.NATURAL, Limit.NONE, 1, Set.of(), Map.of(),
                operation);
    }

    private static Route of(String method, String resource, String scope, Repetition repetition, Limit limit,
            Function<HttpRequest, HttpResponse> operation) {
        return new Route(method, resource, Optional.of(scope), repetition, limit, 1, Set.of(), Map.of(), operation);
    }

    /** This route with one more header on every answer, for example a CORS header that problems need too. */
    public Route with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Route(method, resource, scope, repetition, limit, weight, query, all, operation);
    }

    /** This route with these parameters in its query. */
    public Route query(String... names) {
        return new Route(method, resource, scope, repetition, limit, weight, Set.of(names), headers, operation);
    }

    /** This route, counted for another rate. */
    public Route limited(Limit other) {
        return new Route(method, resource, scope, repetition, other, weight, query, headers, operation);
    }

    /** This route, counted as so many requests, because it does the work of so many. */
    public Route weighing(int requests) {
        return new Route(method, resource, scope, repetition, limit, requests, query, headers, operation);
    }

    String key() {
        return method + " " + resource;
    }
}
