package io.crealia.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import io.crealia.platform.auth.Principal;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The edge of an API function: proxy event in, route, caller's rights, answer or RFC 9457 problem out. A route without a
 * scope must be declared open; anything that is not declared is refused.
 */
public final class HttpEdge {
    private static final Log LOG = Log.of(HttpEdge.class);
    private static final int MAX_BODY_BYTES = 1_048_576;
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern CORRELATION_FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final Map<String, Route> routes;
    private final TokenVerifier tokens;
    private final Idempotency idempotency;

    public HttpEdge(List<Route> routes, TokenVerifier tokens, Idempotency idempotency) {
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(Route::key, Function.identity()));
        this.tokens = tokens;
        this.idempotency = idempotency;
    }

    /** Declared routes as {@code METHOD resource}, for tests that compare them with the template and the documents. */
    public Set<String> routeKeys() {
        return routes.keySet();
    }

    public void handle(InputStream in, OutputStream out, Context context) throws IOException {
        var event = new ProxyEvent(Json.parse(in));
        var requestId = event.requestId().isEmpty() ? context.getAwsRequestId() : event.requestId();
        var headers = event.headers();
        var correlationId = Optional.ofNullable(headers.get("x-correlation-id"))
                .filter(id -> CORRELATION_FORM.matcher(id).matches()).orElse(requestId);
        HttpResponse response;
        try (var _ = Log.invocation(context, LogField.CORRELATION_ID.of(correlationId),
                LogField.REQUEST_ID.of(requestId),
                LogField.METHOD.of(event.method()), LogField.ROUTE.of(event.resource()))) {
            response = completed(event, answer(event, headers, requestId, correlationId));
        }
        out.write(ProxyAnswer.encode(response, requestId));
    }

    private HttpResponse completed(ProxyEvent event, HttpResponse response) {
        var route = routes.get(event.method() + " " + event.resource());
        if (route == null || route.headers().isEmpty()) {
            return response;
        }
        var headers = new HashMap<>(route.headers());
        headers.putAll(response.headers());
        return new HttpResponse(response.status(), headers, response.body());
    }

    private HttpResponse answer(ProxyEvent event, Map<String, String> headers, String requestId,
            String correlationId) {
        try {
            return dispatch(event, headers, requestId, correlationId);
        } catch (Problem problem) {
            return ProblemAnswer.of(problem, requestId);
        } catch (DependencyException e) {
            LOG.error("a dependency failed", e, LogField.CODE.of(ErrorCode.UNAVAILABLE.value()));
            return ProblemAnswer.of(new Problem(ErrorCode.UNAVAILABLE, "Please try again shortly."), requestId)
                    .with("Retry-After", "2");
        } catch (RuntimeException e) {
            LOG.error("an API call failed", e, LogField.CODE.of(ErrorCode.INTERNAL.value()));
            return ProblemAnswer.of(new Problem(ErrorCode.INTERNAL, "Quote the request id when you report this."),
                    requestId);
        }
    }

    private HttpResponse dispatch(ProxyEvent event, Map<String, String> headers, String requestId,
            String correlationId) {
        var route = routes.get(event.method() + " " + event.resource());
        if (route == null) {
            throw routes.keySet().stream().anyMatch(key -> key.endsWith(" " + event.resource()))
                    ? new Problem(ErrorCode.METHOD, "This resource does not have the method " + event.method() + ".")
                    : Problem.notFound("resource");
        }
        var principal = route.scope().map(scope -> authorise(headers, scope));
        var body = body(event);
        var request = new HttpRequest(event.method(), event.path(), event.pathParameters(), event.query(), headers,
                body,
                principal, key(route, headers), Idempotency.hash(event.method(), event.path(), body), requestId,
                correlationId);
        return route.repetition() == Route.Repetition.STORED && request.idempotencyKey().isPresent()
                ? idempotency.once(request, route.operation())
                : route.operation().apply(request);
    }

    private Principal authorise(Map<String, String> headers, String scope) {
        var header = headers.getOrDefault("authorization", "");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new Problem(ErrorCode.UNAUTHENTICATED, "Send the header Authorization: Bearer <token>.");
        }
        var principal = tokens.verify(header.substring(7).strip())
                .orElseThrow(() -> new Problem(ErrorCode.UNAUTHENTICATED, "The bearer token is not valid."));
        if (!principal.may(scope)) {
            throw new Problem(ErrorCode.FORBIDDEN, "The token needs the scope " + scope + ".");
        }
        return principal;
    }

    private static Optional<String> key(Route route, Map<String, String> headers) {
        var key = Optional.ofNullable(headers.get("idempotency-key")).filter(_ -> route.method().equals("POST"));
        if (key.isPresent() && !KEY_FORM.matcher(key.get()).matches()) {
            throw new Problem(ErrorCode.INVALID, "The idempotency key is malformed.",
                    List.of(new Problem.Violation("header:Idempotency-Key", "format",
                            "1 to 255 visible ASCII characters")));
        }
        return key;
    }

    private static byte[] body(ProxyEvent event) {
        byte[] body;
        try {
            body = event.body();
        } catch (IllegalArgumentException e) {
            throw new Problem(ErrorCode.MALFORMED, "The body is not valid base64.");
        }
        if (body.length > MAX_BODY_BYTES) {
            throw new Problem(ErrorCode.TOO_LARGE, "A body may have at most " + MAX_BODY_BYTES + " bytes.");
        }
        return body;
    }

}
