package io.crealia.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import io.crealia.metrics.Invocation;
import io.crealia.platform.auth.Principal;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.platform.limit.Verdict;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The edge of an API function: proxy event in, route, caller's rights and rate, answer or RFC 9457 problem out. A route
 * without a scope must be declared open; anything that is not declared is refused.
 */
public final class HttpEdge {
    private static final Log LOG = Log.of(HttpEdge.class);
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(10);
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private final Map<String, Route> routes;
    private final TokenVerifier tokens;
    private final Idempotency idempotency;
    private final EdgeGuard guard;

    /** An edge without rates and without pages of other origins: for tests of routes. Handlers give a guard. */
    public HttpEdge(List<Route> routes, TokenVerifier tokens, Idempotency idempotency) {
        this(routes, tokens, idempotency, EdgeGuard.none());
    }

    public HttpEdge(List<Route> routes, TokenVerifier tokens, Idempotency idempotency, EdgeGuard guard) {
        this.routes = routes.stream().collect(Collectors.toUnmodifiableMap(Route::key, Function.identity()));
        this.tokens = tokens;
        this.idempotency = idempotency;
        this.guard = guard;
    }

    /** Declared routes as {@code METHOD resource}, for tests that compare them with the template and the documents. */
    public Set<String> routeKeys() {
        return routes.keySet();
    }

    /** Declared routes, for tests that compare what they demand with the document. */
    public Collection<Route> routes() {
        return routes.values();
    }

    /**
     * Runs every read before a SnapStart checkpoint, as a tenant that nobody is, so that the snapshot holds what the first
     * call needs: a token is verified, a rate charged, the stores are asked. Nothing is written. It ends early where the
     * stores do not answer.
     */
    public void rehearse() throws IOException {
        var rehearsing = rehearsing();
        var end = System.nanoTime() + LONGEST_REHEARSAL.toNanos();
        for (var route : routes.values()) {
            if (route.method().equals("GET") && System.nanoTime() < end) {
                // The configured issuer's keys are fetched, and refuse the token.
                HttpRehearsal.call(this, route.method(), route.resource(), "");
                HttpRehearsal.call(rehearsing, route.method(), route.resource(), "");
            }
        }
        try {
            guard.rehearse(routes.values());
        } catch (DependencyException e) {
            LOG.info("the audit log was not rehearsed");
        }
    }

    /**
     * The same of one route with a body, which must be one that is refused.
     *
     * @param body JSON
     */
    public void rehearse(String method, String resource, String body) throws IOException {
        HttpRehearsal.call(rehearsing(), method, resource, body);
    }

    private HttpEdge rehearsing() {
        var scopes = routes.values().stream().flatMap(route -> route.scope().stream()).collect(Collectors.toSet());
        return new HttpEdge(List.copyOf(routes.values()), TokenVerifier.rehearsal(scopes), idempotency,
                guard.rehearsing());
    }

    public void handle(InputStream in, OutputStream out, Context context) throws IOException {
        // A rehearsal is no invocation.
        try (var invocation = context == null ? Invocation.NONE : guard.begin()) {
            try {
                handle(in, out, context, invocation);
                invocation.ended("ok");
            } catch (IOException | RuntimeException e) {
                HttpMeasures.failed(context, invocation.elapsed());
                throw e;
            }
        }
    }

    private void handle(InputStream in, OutputStream out, Context context, Invocation invocation) throws IOException {
        var exchange = new Exchange(new ProxyEvent(Json.parse(in)), routes, context);
        HttpResponse response;
        try (var _ = Log.invocation(context, exchange.logged())) {
            var begin = System.nanoTime();
            response = exchange.complete(noted(exchange, answer(exchange)), guard);
            // Reads are many and change nothing; the gateway's access log has them.
            if (!exchange.event().method().equals("GET") && exchange.route().isPresent()) {
                LOG.info("a call was answered", LogField.STATUS.of(response.status()),
                        LogField.DURATION_MS.of((System.nanoTime() - begin) / 1_000_000));
            }
        }
        out.write(ProxyAnswer.encode(response, exchange.requestId()));
        HttpMeasures.count(exchange, response.status(), context, invocation.elapsed());
    }

    // What left no trace must not look done: the caller comes again, and the same request has no second effect.
    private HttpResponse noted(Exchange exchange, HttpResponse response) {
        try {
            guard.note(exchange, response.status());
            return response;
        } catch (DependencyException e) {
            LOG.error("a call could not be noted", e, LogField.CODE.of(ErrorCode.UNAVAILABLE.value()));
            return response.status() < 400 ? exchange.refused(unavailable()) : response;
        }
    }

    private HttpResponse answer(Exchange exchange) {
        try {
            return dispatch(exchange);
        } catch (Problem problem) {
            return exchange.refused(problem);
        } catch (DependencyException e) {
            LOG.error("a dependency failed", e, LogField.CODE.of(ErrorCode.UNAVAILABLE.value()));
            return exchange.refused(unavailable());
        } catch (RuntimeException e) {
            LOG.error("an API call failed", e, LogField.CODE.of(ErrorCode.INTERNAL.value()));
            return exchange.refused(new Problem(ErrorCode.INTERNAL, "Quote the request id when you report this."));
        }
    }

    private static Problem unavailable() {
        return new Problem(ErrorCode.UNAVAILABLE, "Please try again shortly.").retryAfter(SHORTLY);
    }

    private HttpResponse dispatch(Exchange exchange) {
        var event = exchange.event();
        var headers = exchange.headers();
        var route = exchange.route().orElseThrow(() -> withoutRoute(event));
        RequestLimits.checkSize(event, headers);
        var principal = route.scope().map(scope -> authorise(exchange, scope));
        charge(exchange, route, principal);
        RequestLimits.checkQuery(event, route);
        var body = RequestLimits.body(event, headers);
        var request = new HttpRequest(event.method(), event.path(), event.pathParameters(), event.query(), headers,
                body, principal, key(route, headers), Idempotency.hash(event.method(), event.path(), body),
                exchange.requestId(), exchange.correlationId());
        return route.repetition() == Route.Repetition.STORED && request.idempotencyKey().isPresent()
                ? idempotency.once(request, route.operation())
                : route.operation().apply(request);
    }

    private Problem withoutRoute(ProxyEvent event) {
        var methods = routes.values().stream().filter(route -> route.resource().equals(event.resource()))
                .map(Route::method).sorted().collect(Collectors.joining(", "));
        return methods.isEmpty()
                ? Problem.notFound("resource")
                : new Problem(ErrorCode.METHOD, "This resource has the methods " + methods + ".").with("Allow",
                        methods);
    }

    private Principal authorise(Exchange exchange, String scope) {
        var header = exchange.headers().getOrDefault("authorization", "");
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new Problem(ErrorCode.UNAUTHENTICATED, "Send the header Authorization: Bearer <token>.");
        }
        var principal = tokens.verify(header.substring(7).strip())
                .orElseThrow(() -> new Problem(ErrorCode.UNAUTHENTICATED, "The bearer token is not valid."));
        exchange.calledBy(principal);
        if (!principal.may(scope)) {
            throw new Problem(ErrorCode.FORBIDDEN, "The token needs the scope " + scope + ".");
        }
        return principal;
    }

    // Whoever did not say who he is has no rate: he is refused before, or plays an asset, whose rate it then is.
    private void charge(Exchange exchange, Route route, Optional<Principal> principal) {
        var verdict = principal.map(caller -> caller.tenant().value()).or(exchange::played)
                .flatMap(subject -> guard.charge(route, subject));
        exchange.charged(verdict);
        verdict.filter(found -> !found.allowed()).map(Verdict::delay).ifPresent(delay -> {
            throw new Problem(ErrorCode.RATE_LIMITED, "Come again after the time that Retry-After says.")
                    .retryAfter(delay);
        });
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
}
