package io.crealia.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.Endpoint.RequestMark;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.UrlPolicy;
import io.crealia.webhooks.port.EndpointRepository;
import io.crealia.webhooks.port.KeyMaker;
import io.crealia.webhooks.usecase.ChangeEndpoint;
import io.crealia.webhooks.usecase.CreateEndpoint;
import io.crealia.webhooks.usecase.TestEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The API of endpoints. A secret is in the answer to the request that makes it and to its repetitions within a day, and
 * nowhere else; therefore the edge, which keeps answers as they are, keeps none of these.
 */
final class EndpointsApi {
    static final String READ = "webhooks:read";
    static final String WRITE = "webhooks:write";
    private static final String ENDPOINTS = "/v1/webhook-endpoints";
    private static final String ENDPOINT = ENDPOINTS + "/{endpoint_id}";
    private static final Duration REPEATABLE = Duration.ofHours(24);
    private static final byte[] NOTHING = {};

    private final EndpointRepository endpoints;
    private final CreateEndpoint create;
    private final ChangeEndpoint change;
    private final TestEndpoint test;
    private final KeyMaker keys;
    private final UrlPolicy policy;
    private final InstantSource clock;

    EndpointsApi(EndpointRepository endpoints, CreateEndpoint create, TestEndpoint test, KeyMaker keys,
            UrlPolicy policy, InstantSource clock) {
        this.endpoints = endpoints;
        this.create = create;
        this.change = new ChangeEndpoint(endpoints);
        this.test = test;
        this.keys = keys;
        this.policy = policy;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.create(ENDPOINTS, WRITE, this::create).limited(Route.Limit.WRITE),
                Route.list(ENDPOINTS, READ, this::list), Route.get(ENDPOINT, READ, this::get),
                Route.change("PATCH", ENDPOINT, WRITE, this::edit), Route.delete(ENDPOINT, WRITE, this::delete),
                Route.create(ENDPOINT + "/rotate-secret", WRITE, this::rotate).limited(Route.Limit.WRITE),
                Route.post(ENDPOINT + "/test", WRITE, this::test));
    }

    private HttpResponse create(HttpRequest request) {
        var body = EndpointRequest.creating(request, policy);
        var command = new CreateEndpoint.Command(request.tenant(), body.url().orElseThrow(),
                body.events().orElse(Set.of()), body.kind(), key(request), request.requestHash());
        return switch (create.execute(command)) {
            case CreateEndpoint.Result.Created(var endpoint) -> created(endpoint, true);
            case CreateEndpoint.Result.Repeated(var endpoint) -> created(endpoint, endpoint.rotated().isEmpty());
            case CreateEndpoint.Result.Mismatch _ -> throw Idempotency.mismatch();
            case CreateEndpoint.Result.TooMany(var limit) -> throw new Problem(WebhooksErrors.TOO_MANY_ENDPOINTS,
                    "A tenant may have " + limit + "; delete one that is not needed.");
        };
    }

    private HttpResponse list(HttpRequest request) {
        var json = Json.object();
        var data = json.putArray("data");
        endpoints.list(request.tenant()).forEach(endpoint -> data.add(EndpointView.json(endpoint, clock.instant())));
        return HttpResponse.ok(json.putNull("next_cursor"));
    }

    private HttpResponse get(HttpRequest request) {
        var endpoint = endpoints.find(request.tenant(), id(request)).orElseThrow(() -> Problem.notFound("endpoint"));
        var known = request.header("If-None-Match").filter(tags -> matches(tags, endpoint)).isPresent();
        return known
                ? new HttpResponse(304, Map.of(), NOTHING).with("ETag", tag(endpoint))
                : answer(endpoint);
    }

    private HttpResponse edit(HttpRequest request) {
        var body = EndpointRequest.changing(request, policy);
        var nothing = body.url().isEmpty() && body.events().isEmpty() && body.enabled().isEmpty();
        Predicate<Endpoint> expected = request.header("If-Match")
                .<Predicate<Endpoint>>map(tags -> endpoint -> matches(tags, endpoint)).orElse(_ -> true);
        return answer(changed(change.execute(request.tenant(), id(request), expected, endpoint -> Optional
                .of(nothing
                        ? endpoint
                        : endpoint.changed(body.url(), body.events(), body.enabled(), now()))),
                ErrorCode.CONFLICT));
    }

    private HttpResponse delete(HttpRequest request) {
        if (!endpoints.delete(request.tenant(), id(request))) {
            throw Problem.notFound("endpoint");
        }
        return HttpResponse.noContent();
    }

    private HttpResponse rotate(HttpRequest request) {
        var key = key(request);
        var endpoint = changed(change.execute(request.tenant(), id(request), _ -> true, current -> {
            if (key.isPresent() && current.rotated().map(RequestMark::key).equals(key)) {
                return Optional.of(current);
            }
            var kind = EndpointRequest.rotating(request, kind(current));
            var mark = new RequestMark(key.orElse("version " + current.version()), request.requestHash());
            return current.rotated(keys.make(kind), mark, now());
        }), WebhooksErrors.TOO_MANY_KEYS);
        if (!endpoint.rotated().orElseThrow().hash().equals(request.requestHash())) {
            throw Idempotency.mismatch();
        }
        return HttpResponse.ok(shown(endpoint, true)).with("ETag", tag(endpoint)).with("Cache-Control", "no-store");
    }

    private HttpResponse test(HttpRequest request) {
        request.optionalFields().check();
        return switch (test.execute(request.tenant(), id(request))) {
            case TestEndpoint.Result.Started(var delivery) -> HttpResponse.json(202, DeliveryView.json(delivery))
                    .with("Location", "/v1/webhook-deliveries/" + delivery.id());
            case TestEndpoint.Result.Disabled _ ->
                throw new Problem(WebhooksErrors.DISABLED, "Enable the endpoint first.");
            case TestEndpoint.Result.Unknown _ -> throw Problem.notFound("endpoint");
        };
    }

    private HttpResponse created(Endpoint endpoint, boolean secret) {
        return HttpResponse.created(ENDPOINTS + "/" + endpoint.id(), shown(endpoint, secret))
                .with("ETag", tag(endpoint)).with("Cache-Control", "no-store");
    }

    private JsonNode shown(Endpoint endpoint, boolean secret) {
        var now = clock.instant();
        return secret && now.isBefore(endpoint.newestKey().createdAt().plus(REPEATABLE))
                ? EndpointView.withSecret(endpoint, now)
                : EndpointView.json(endpoint, now);
    }

    private HttpResponse answer(Endpoint endpoint) {
        return HttpResponse.ok(EndpointView.json(endpoint, clock.instant())).with("ETag", tag(endpoint))
                .with("Cache-Control", "private, no-cache");
    }

    /** @throws Problem unless the change was made */
    private static Endpoint changed(ChangeEndpoint.Result result, ErrorCode refused) {
        return switch (result) {
            case ChangeEndpoint.Result.Done(var endpoint) -> endpoint;
            case ChangeEndpoint.Result.Unexpected _ ->
                throw new Problem(WebhooksErrors.CHANGED, "Read it again, then decide again.");
            case ChangeEndpoint.Result.Refused _ -> throw new Problem(refused, "Try again later.");
            case ChangeEndpoint.Result.Unknown _ -> throw Problem.notFound("endpoint");
        };
    }

    private static SigningKey.Kind kind(Endpoint endpoint) {
        return endpoint.newestKey().key() instanceof SigningKey.Symmetric ? SigningKey.Kind.V1 : SigningKey.Kind.V1A;
    }

    /** Stores keep milliseconds, so nothing finer is decided. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Optional<String> key(HttpRequest request) {
        // Whatever a caller chose for it, only its hash is kept.
        return request.idempotencyKey().map(key -> Idempotency.hash(request.method(), request.path(),
                key.getBytes(StandardCharsets.UTF_8)));
    }

    private static EndpointId id(HttpRequest request) {
        return request.id("endpoint_id", "endpoint", EndpointId::new);
    }

    private static String tag(Endpoint endpoint) {
        return '"' + endpoint.id().value() + "." + endpoint.version() + '"';
    }

    // Gateways weaken the tags of what they compress.
    private static boolean matches(String tags, Endpoint endpoint) {
        return tags.strip().equals("*") || Arrays.stream(tags.split(",")).map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag).anyMatch(tag(endpoint)::equals);
    }
}
