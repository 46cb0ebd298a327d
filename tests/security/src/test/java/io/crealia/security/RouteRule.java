package io.crealia.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Call;
import io.crealia.security.base.Target;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * What must hold of a route, and how it is called rightly.
 *
 * @param key method and resource as the template has them
 * @param scope what the token must permit; empty for an open route
 * @param thing what its id names
 * @param body makes a right body, from the id where the body holds one
 * @param inBody whether the id is in the body, not in the path
 * @param query with {@code {id}} for the id, or empty
 * @param owner the statuses that its owner may get: proof that the rule lets him in
 */
record RouteRule(String key, Optional<String> scope, Thing thing, Optional<Function<String, JsonNode>> body,
        boolean inBody, String query, Set<Integer> owner) {

    static RouteRule get(String resource, String scope, Thing thing) {
        return new RouteRule("GET " + resource, Optional.of(scope), thing, Optional.empty(), false, "", Set.of(200));
    }

    static RouteRule of(String key, String scope, Thing thing, Function<String, JsonNode> body, Integer... owner) {
        return new RouteRule(key, Optional.of(scope), thing, Optional.of(body), false, "", Set.of(owner));
    }

    static RouteRule bodiless(String key, String scope, Thing thing, Integer... owner) {
        return new RouteRule(key, Optional.of(scope), thing, Optional.empty(), false, "", Set.of(owner));
    }

    static RouteRule open(String resource, Thing thing, Integer... anybody) {
        return new RouteRule("GET " + resource, Optional.empty(), thing, Optional.empty(), false, "", Set.of(anybody));
    }

    RouteRule idInBody() {
        return new RouteRule(key, scope, thing, body, true, query, owner);
    }

    /** The id once more, in the query. */
    RouteRule idInQuery(String name) {
        return new RouteRule(key, scope, thing, body, inBody, "?" + name + "={id}", owner);
    }

    String method() {
        return key.substring(0, key.indexOf(' '));
    }

    String resource() {
        return key.substring(key.indexOf(' ') + 1);
    }

    /** A right call with this id, without a token. */
    Call call(String id) {
        var call = Call.of(method(), path(id));
        if (method().equals("POST")) {
            call = call.key(UUID.randomUUID().toString());
        }
        return body.isPresent() ? call.json(body.get().apply(id)) : call;
    }

    /** A right call by somebody who has the scope. */
    Call call(String id, Target target) {
        return call(id).bearer(target.token());
    }

    private String path(String id) {
        return resource().replace("{language}", "en").replace("{proxy+}", "hls/index.m3u8").replaceFirst("\\{[^}]+}",
                Matcher.quoteReplacement(id)) + query.replace("{id}", id);
    }

    /** The right body of an id that does not matter. */
    Optional<JsonNode> anyBody() {
        return body.map(make -> make.apply(thing.missing()));
    }

    static Function<String, JsonNode> nothing() {
        return _ -> Json.object();
    }
}
