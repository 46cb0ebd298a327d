package io.crealia.security;

import static io.crealia.security.Thing.ASSET;
import static io.crealia.security.Thing.DELIVERY;
import static io.crealia.security.Thing.ENDPOINT;
import static io.crealia.security.Thing.ERASURE;
import static io.crealia.security.Thing.EXPORT;
import static io.crealia.security.Thing.MULTIPART;
import static io.crealia.security.Thing.NONE;
import static io.crealia.security.Thing.RUN;
import static io.crealia.security.Thing.UPLOAD;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import io.crealia.platform.json.Json;
import io.crealia.security.base.Bodies;
import io.crealia.security.base.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules of every route. Routes come from the template; a route without a rule, or a rule without a route, is an error. */
final class RouteRules {
    private static final String UPLOADS = "/v1/uploads/{upload_id}";
    private static final String RUNS = "/v1/workflows/{workflow_id}";
    private static final String ASSETS = "/v1/assets/{asset_id}";
    private static final String HOOKS = "/v1/webhook-endpoints/{endpoint_id}";
    private static final String DELIVERIES = "/v1/webhook-deliveries/{delivery_id}";
    private static final String TRACK = ASSETS + "/captions/{language}";

    private static final List<RouteRule> ALL = List.of(
            RouteRule.of("POST /v1/uploads", "uploads:write", NONE, _ -> Bodies.upload(), 201),
            RouteRule.get("/v1/uploads", "uploads:read", NONE), RouteRule.get(UPLOADS, "uploads:read", UPLOAD),
            RouteRule.get(UPLOADS + "/parts", "uploads:read", MULTIPART),
            RouteRule.of("POST " + UPLOADS + "/parts", "uploads:write", MULTIPART, _ -> parts(), 200),
            RouteRule.of("POST " + UPLOADS + "/complete", "uploads:write", MULTIPART, RouteRule.nothing(), 409, 422),
            RouteRule.bodiless("DELETE " + UPLOADS, "uploads:write", UPLOAD, 204),
            RouteRule.of("POST /v1/workflows", "workflows:write", ASSET, id -> Json.object().put("asset_id", id), 201)
                    .idInBody(),
            RouteRule.get("/v1/workflows", "workflows:read", NONE), RouteRule.get(RUNS, "workflows:read", RUN),
            RouteRule.get(RUNS + "/diff", "workflows:read", RUN).idInQuery("against"),
            RouteRule.of("POST " + RUNS + "/cancel", "workflows:write", RUN, RouteRule.nothing(), 409),
            RouteRule.of("POST " + RUNS + "/retry", "workflows:write", RUN, RouteRule.nothing(), 201, 409),
            RouteRule.get("/v1/assets", "assets:read", NONE), RouteRule.get(ASSETS, "assets:read", ASSET),
            RouteRule.of("PATCH " + ASSETS, "assets:write", ASSET, _ -> Json.object().put("title", "Bread"), 200),
            RouteRule.bodiless("DELETE " + ASSETS, "assets:write", ASSET, 202),
            RouteRule.get(ASSETS + "/renditions", "assets:read", ASSET),
            RouteRule.get(ASSETS + "/events", "assets:read", ASSET),
            RouteRule.get(ASSETS + "/highlights", "assets:read", ASSET),
            RouteRule.get(ASSETS + "/reels", "assets:read", ASSET),
            RouteRule.get(ASSETS + "/cost", "assets:read", ASSET),
            RouteRule.get(ASSETS + "/report", "assets:read", ASSET),
            RouteRule.get(ASSETS + "/captions", "assets:read", ASSET), RouteRule.get(TRACK, "assets:read", ASSET),
            RouteRule.of("PUT " + TRACK, "assets:write", ASSET, _ -> captions(), 200),
            RouteRule.of("PATCH " + TRACK, "assets:write", ASSET, _ -> Json.object().put("state", "published"), 200),
            RouteRule.bodiless("DELETE " + TRACK, "assets:write", ASSET, 204),
            RouteRule.get(ASSETS + "/playback", "assets:read", ASSET),
            RouteRule.of("POST /v1/webhook-endpoints", "webhooks:write", NONE, _ -> Things.endpointBody(), 201),
            RouteRule.get("/v1/webhook-endpoints", "webhooks:read", NONE),
            RouteRule.get(HOOKS, "webhooks:read", ENDPOINT),
            RouteRule.of("PATCH " + HOOKS, "webhooks:write", ENDPOINT, _ -> Json.object().put("enabled", true), 200),
            RouteRule.bodiless("DELETE " + HOOKS, "webhooks:write", ENDPOINT, 204),
            RouteRule.bodiless("POST " + HOOKS + "/rotate-secret", "webhooks:write", ENDPOINT, 200, 201, 409),
            RouteRule.bodiless("POST " + HOOKS + "/test", "webhooks:write", ENDPOINT, 202, 409),
            RouteRule.get("/v1/webhook-deliveries", "webhooks:read", NONE),
            RouteRule.get(DELIVERIES, "webhooks:read", DELIVERY),
            RouteRule.bodiless("POST " + DELIVERIES + "/redeliver", "webhooks:write", DELIVERY, 202, 409),
            RouteRule.of("POST /v1/privacy/erasures", "privacy:write", ASSET,
                    id -> Json.object().put("asset_id", id), 202).idInBody(),
            RouteRule.get("/v1/privacy/erasures", "privacy:read", NONE),
            RouteRule.get("/v1/privacy/erasures/{erasure_id}", "privacy:read", ERASURE),
            // Not every tenant of these tests has this person.
            RouteRule.of("POST /v1/privacy/exports", "privacy:write", NONE,
                    _ -> Json.object().put("subject", Things.PERSON), 202, 404),
            RouteRule.get("/v1/privacy/exports/{export_id}", "privacy:read", EXPORT),
            RouteRule.get("/v1/privacy/certificate-keys", "privacy:read", NONE),
            RouteRule.get("/v1/privacy/inventory", "privacy:read", NONE),
            RouteRule.open("/play/{asset_id}/{proxy+}", ASSET, 403), RouteRule.open("/health", NONE, 200),
            RouteRule.open("/health/live", NONE, 200), RouteRule.open("/health/ready", NONE, 200),
            RouteRule.open("/v1/openapi.json", NONE, 200), RouteRule.open("/v1/docs", NONE, 200));

    private RouteRules() {}

    /** The rules of the routes that the template of the running edition declares. */
    static List<RouteRule> of(Target target) {
        return of(served(target));
    }

    /** @throws AssertionError naming each route without a rule, and each rule without a route */
    static List<RouteRule> of(Collection<String> routes) {
        Map<String, RouteRule> rules = ALL.stream().collect(Collectors.toMap(RouteRule::key, Function.identity(),
                (_, twice) -> {
                    throw new IllegalStateException(twice.key() + " has two rules");
                }, TreeMap::new));
        var without = new TreeSet<>(routes);
        without.removeAll(rules.keySet());
        var stale = new TreeSet<>(rules.keySet());
        stale.removeAll(routes);
        if (!without.isEmpty() || !stale.isEmpty()) {
            throw new AssertionError("routes without a rule in RouteRules: " + without + "; rules without a route: "
                    + stale);
        }
        return List.copyOf(rules.values());
    }

    static Collection<String> served(Target target) {
        return target.edition().local().runtime().template().functions().stream()
                .flatMap(function -> function.events(ApiRoute.class).stream())
                .map(route -> route.method() + " " + route.path()).toList();
    }

    private static JsonNode parts() {
        var body = Json.object();
        body.putArray("parts").addObject().put("part_number", 1).put("checksum_sha256", Bodies.DIGEST);
        return body;
    }

    private static JsonNode captions() {
        return Json.object().put("format", "vtt").put("content", Things.CAPTIONS);
    }
}
