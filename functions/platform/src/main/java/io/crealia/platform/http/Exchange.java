package io.crealia.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import io.crealia.contracts.AssetId;
import io.crealia.platform.limit.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One call on its way through the edge: what came, and what the edge has found out so far. */
final class Exchange {
    private static final Pattern CORRELATION_FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final ProxyEvent event;
    private final Map<String, String> headers;
    private final Optional<Route> route;
    private final String requestId;
    private Optional<Verdict> verdict = Optional.empty();

    Exchange(ProxyEvent event, Map<String, Route> routes, Context context) {
        this.event = event;
        this.headers = event.headers();
        this.route = Optional.ofNullable(routes.get(event.method() + " " + event.resource()));
        this.requestId = event.requestId().isEmpty() ? context.getAwsRequestId() : event.requestId();
    }

    ProxyEvent event() {
        return event;
    }

    /** By lower-case name. */
    Map<String, String> headers() {
        return headers;
    }

    Optional<Route> route() {
        return route;
    }

    String requestId() {
        return requestId;
    }

    String correlationId() {
        return Optional.ofNullable(headers.get("x-correlation-id"))
                .filter(id -> CORRELATION_FORM.matcher(id).matches()).orElse(requestId);
    }

    /** The asset that a player asks for. What has not the form of an id names none, and would only fill Redis with keys. */
    Optional<String> played() {
        try {
            return route.filter(found -> found.limit() == Route.Limit.PLAY)
                    .map(_ -> new AssetId(event.pathParameters().getOrDefault("asset_id", "")).value());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void charged(Optional<Verdict> found) {
        verdict = found;
    }

    /** The answer with what every answer of this call carries; what it says itself wins, then what its route says. */
    HttpResponse complete(HttpResponse response, EdgeGuard guard) {
        var all = new HashMap<>(guard.corsHeaders(headers.getOrDefault("origin", "")));
        verdict.ifPresent(found -> all.putAll(found.headers()));
        route.ifPresent(found -> all.putAll(found.headers()));
        all.putAll(response.headers());
        return new HttpResponse(response.status(), all, response.body());
    }
}
