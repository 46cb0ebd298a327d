package io.crealia.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import io.crealia.contracts.AssetId;
import io.crealia.platform.auth.Principal;
import io.crealia.platform.error.Problem;
import io.crealia.platform.limit.Verdict;
import java.util.HashMap;
import io.crealia.platform.log.LogField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One call on its way through the edge: what came, and what the edge has found out so far. */
final class Exchange {
    /** A UUID, a ULID or a trace id: forms that hold a number and no word, because this goes into logs and messages. */
    private static final Pattern CORRELATION_FORM = Pattern.compile(
            "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{32}");

    private final ProxyEvent event;
    private final Map<String, String> headers;
    private final Optional<Route> route;
    private final String requestId;
    private Optional<Verdict> verdict = Optional.empty();
    private Optional<Principal> caller = Optional.empty();
    private String outcome = "done";

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

    /** What every line of this call has. */
    LogField.Entry[] logged() {
        var fields = new ArrayList<>(List.of(LogField.CORRELATION_ID.of(correlationId()),
                LogField.REQUEST_ID.of(requestId), LogField.METHOD.of(event.method()),
                LogField.ROUTE.of(event.resource())));
        asset().ifPresent(asset -> fields.add(LogField.ASSET_ID.of(asset)));
        return fields.toArray(LogField.Entry[]::new);
    }

    private Optional<AssetId> asset() {
        try {
            return Optional.ofNullable(event.pathParameters().get("asset_id")).map(AssetId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The asset that a player asks for. What has not the form of an id names none, and would only fill Redis with keys. */
    Optional<String> played() {
        return route.filter(found -> found.limit() == Route.Limit.PLAY).flatMap(_ -> asset()).map(AssetId::value);
    }

    /** Who calls, once that is known, whether he is let or not. */
    Optional<Principal> caller() {
        return caller;
    }

    void calledBy(Principal principal) {
        caller = Optional.of(principal);
    }

    /** {@code done}, or the code of the problem that it ended with. */
    String outcome() {
        return outcome;
    }

    HttpResponse refused(Problem problem) {
        outcome = problem.code().value();
        return ProblemAnswer.of(problem, requestId);
    }

    Optional<Verdict> verdict() {
        return verdict;
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
