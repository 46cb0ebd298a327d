package io.crealia.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.auth.Principal;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.InMemoryIdempotencyStore;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpEdgeTest {
    private static final String READER = TestTokens.token("acme", "things:read", "things:write");

    private final MovableClock clock = new MovableClock();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<HttpRequest> seen = new AtomicReference<>();
    private TokenVerifier tokens = new TestTokens();

    private HttpEdge edge() {
        return new HttpEdge(List.of(Route.get("/v1/things/{asset_id}", "things:read", this::get),
                Route.post("/v1/things", "things:write", this::post),
                Route.create("/v1/documents", "things:write", this::post),
                Route.delete("/v1/things/{asset_id}", "things:write", request -> HttpResponse.noContent()),
                Route.open("/open", request -> {
                    throw new Problem(ErrorCode.CONFLICT, "Not now.");
                }).with("Access-Control-Allow-Origin", "*").with("Cache-Control", "no-cache"),
                Route.open("/redirect", request -> HttpResponse.redirect("https://s3/x").with("Cache-Control", "x"))
                        .with("Cache-Control", "no-cache"),
                Route.open("/down", request -> {
                    throw new DependencyException("reading secret/key", null);
                }), Route.open("/broken", request -> {
                    throw new IllegalStateException("a secret");
                })), tokens, new Idempotency(new InMemoryIdempotencyStore(), clock));
    }

    private HttpResponse get(HttpRequest request) {
        seen.set(request);
        return HttpResponse.ok(Json.object().put("id", request.id("asset_id", "thing", AssetId::new).value()));
    }

    private HttpResponse post(HttpRequest request) {
        seen.set(request);
        var fields = request.fields();
        var name = fields.text("name", 1, 10);
        fields.check();
        return HttpResponse.created("/v1/things/1",
                Json.object().put("name", name).put("call", calls.incrementAndGet()));
    }

    private Answer send(ApiCall call) {
        return call.send(edge()::handle);
    }

    private static ApiCall getThing() {
        return ApiCall.of("GET", "/v1/things/{asset_id}").path("asset_id", "ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC");
    }

    private static ApiCall postThing(String name) {
        return ApiCall.of("POST", "/v1/things").as(READER).json(Json.object().put("name", name));
    }

    @Test
    void handle_permittedCall_answersWithEveryHeader() {
        var answer = send(getThing().as(READER));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"id\":\"ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC\"}");
        assertThat(answer.raw().path("isBase64Encoded").asBoolean()).isFalse();
        assertHeaders(answer);
        assertThat(seen.get().tenant().value()).isEqualTo("acme");
        assertThat(seen.get().principal().orElseThrow().subject()).isEqualTo("user-of-acme");
    }

    private static void assertHeaders(Answer answer) {
        assertThat(answer.header("X-Request-Id")).contains("req-0001");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("X-Frame-Options")).contains("DENY");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.header("Strict-Transport-Security")).isPresent();
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    private static void assertProblem(Answer answer, ErrorCode code) {
        assertThat(answer.status()).isEqualTo(code.status());
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertHeaders(answer);
        var problem = answer.json();
        assertThat(problem.path("code").asText()).isEqualTo(code.value());
        assertThat(problem.path("title").asText()).isEqualTo(code.title());
        assertThat(problem.path("status").asInt()).isEqualTo(code.status());
        assertThat(problem.path("request_id").asText()).isEqualTo("req-0001");
        assertThat(problem.path("type").asText()).endsWith("/" + code.value());
        assertThat(problem.path("detail").asText()).isNotBlank();
    }

    @Test
    void handle_unknownResource_isNotFound() {
        assertProblem(send(ApiCall.of("GET", "/v1/others").as(READER)), ErrorCode.NOT_FOUND);
        assertProblem(send(ApiCall.of("GET", "").as(READER)), ErrorCode.NOT_FOUND);
    }

    @Test
    void handle_otherMethod_isNotAllowed() {
        assertProblem(send(ApiCall.of("PUT", "/v1/things").as(READER)), ErrorCode.METHOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer not-a-token", "Bearer a|b",
            "acme|u|things:read"})
    void handle_noValidToken_isUnauthenticated(String header) {
        var answer = send(getThing().header("Authorization", header));

        assertProblem(answer, ErrorCode.UNAUTHENTICATED);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        assertThat(seen.get()).isNull();
    }

    @Test
    void handle_noHeaderAtAll_isUnauthenticated() {
        assertProblem(send(getThing()), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void handle_schemeInOtherCase_isTaken() {
        assertThat(send(getThing().header("authorization", "bearer " + READER)).status()).isEqualTo(200);
    }

    @Test
    void handle_otherScope_isForbidden() {
        var answer = send(getThing().as(TestTokens.token("acme", "things:write", "things:read2")));

        assertProblem(answer, ErrorCode.FORBIDDEN);
        assertThat(seen.get()).isNull();
    }

    @Test
    void handle_issuerAway_isUnavailable() {
        tokens = token -> {
            throw new DependencyException("keys", null);
        };

        assertProblem(send(getThing().as(READER)), ErrorCode.UNAVAILABLE);
    }

    @Test
    void handle_malformedId_isNotFound() {
        assertProblem(send(ApiCall.of("GET", "/v1/things/{asset_id}").path("asset_id", "../x").as(READER)),
                ErrorCode.NOT_FOUND);
    }

    @Test
    void handle_faultyFields_areAllNamed() {
        var answer = send(ApiCall.of("POST", "/v1/things").as(READER)
                .json(Json.object().put("name", "").put("extra", 1).put("a/b~c", 2)));

        assertProblem(answer, ErrorCode.INVALID);
        assertThat(answer.json().path("errors").findValuesAsText("pointer")).containsExactlyInAnyOrder("/name",
                "/extra",
                "/a~1b~0c");
        assertThat(answer.json().path("errors").findValuesAsText("code")).containsExactlyInAnyOrder("format", "unknown",
                "unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":\"a\"} x", "{'name':'a'}", "\u0000"})
    void handle_bodyThatIsNotJson_isMalformed(String body) {
        assertProblem(send(ApiCall.of("POST", "/v1/things").as(READER).header("Content-Type", "application/json")
                .body(body)), ErrorCode.MALFORMED);
    }

    @Test
    void handle_deeplyNestedBody_isMalformed() {
        assertProblem(send(ApiCall.of("POST", "/v1/things").as(READER).header("Content-Type", "application/json")
                .body("[".repeat(100_000))), ErrorCode.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "",
            "application/json2"})
    void handle_otherMediaType_isRefused(String type) {
        assertProblem(send(ApiCall.of("POST", "/v1/things").as(READER).header("Content-Type", type).body("{}")),
                ErrorCode.MEDIA_TYPE);
    }

    @Test
    void handle_mediaTypeWithCharset_isTaken() {
        assertThat(send(ApiCall.of("POST", "/v1/things").as(READER)
                .header("Content-Type", "Application/JSON; charset=utf-8").body("{\"name\":\"ü\"}")).json().path("name")
                .asText()).isEqualTo("ü");
    }

    @Test
    void handle_bodyInBase64_isDecoded() {
        var call = postThing("x");
        call.event().put("body", "eyJuYW1lIjoixbwifQ==").put("isBase64Encoded", true);
        assertThat(send(call).json().path("name").asText()).isEqualTo("ż");

        call.event().put("body", "***");
        assertProblem(send(call), ErrorCode.MALFORMED);
    }

    @Test
    void handle_bodyOverTheLimit_isTooLarge() {
        assertProblem(send(postThing("x").body(" ".repeat(1_048_577))), ErrorCode.TOO_LARGE);
        assertThat(send(postThing("x").body("{\"name\":\"a\"}" + " ".repeat(1_048_576 - 12))).status()).isEqualTo(201);
    }

    @Test
    void handle_dependencyFails_isUnavailableWithoutDetails() {
        var answer = send(ApiCall.of("GET", "/down"));

        assertProblem(answer, ErrorCode.UNAVAILABLE);
        assertThat(answer.header("Retry-After")).contains("2");
        assertThat(answer.text()).doesNotContain("secret");
    }

    @Test
    void handle_bug_isInternalWithoutDetails() {
        var answer = send(ApiCall.of("GET", "/broken"));

        assertProblem(answer, ErrorCode.INTERNAL);
        assertThat(answer.text()).doesNotContain("secret");
    }

    @Test
    void handle_routeWithHeaders_putsThemOnProblemsToo() {
        var answer = send(ApiCall.of("GET", "/open"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Cache-Control")).contains("no-cache");
    }

    @Test
    void handle_answersOwnHeader_winsOverTheRoutes() {
        var answer = send(ApiCall.of("GET", "/redirect"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("https://s3/x");
        assertThat(answer.header("Cache-Control")).contains("x");
    }

    @Test
    void handle_openRoute_hasNoTenant() {
        var edge = new HttpEdge(List.of(Route.open("/who", request -> {
            assertThat(request.principal()).isEmpty();
            return HttpResponse.ok(Json.object().put("tenant", request.tenant().value()));
        })), tokens, new Idempotency(new InMemoryIdempotencyStore(), clock));

        assertThat(ApiCall.of("GET", "/who").as(READER).send(edge::handle).status()).isEqualTo(500);
    }

    @Test
    void handle_correlationId_isTakenIfWellFormed() {
        for (var good : new String[]{"01ARZ3NDEKTSV4RRFFQ69G5FAV", "00000000-0000-4000-8000-00000000000A",
                "4bf92f3577b34da6a3ce929d0e0e4736"}) {
            send(getThing().as(READER).header("X-Correlation-Id", good));
            assertThat(seen.get().correlationId()).isEqualTo(good);
        }
        for (var bad : new String[]{"short", "x".repeat(65), "with space", "line\nbreak", "\"quote\"x",
                "anna.example.org"}) {
            send(getThing().as(READER).header("X-Correlation-Id", bad));
            assertThat(seen.get().correlationId()).as(bad).isEqualTo("req-0001");
        }
    }

    @Test
    void post_sameKeyAndRequest_isReplayed() {
        var edge = edge();
        var first = postThing("a").header("Idempotency-Key", "k1").send(edge::handle);
        var second = postThing("a").header("idempotency-key", "k1").send(edge::handle);

        assertThat(second.raw()).isEqualTo(first.raw());
        assertThat(second.header("Location")).contains("/v1/things/1");
        assertThat(calls).hasValue(1);
    }

    @Test
    void post_sameKeyOtherRequest_isAMismatch() {
        var edge = edge();
        postThing("a").header("Idempotency-Key", "k1").send(edge::handle);

        assertProblem(postThing("b").header("Idempotency-Key", "k1").send(edge::handle),
                ErrorCode.IDEMPOTENCY_MISMATCH);
    }

    @Test
    void post_sameKeyOtherTenant_isItsOwn() {
        var edge = edge();
        postThing("a").header("Idempotency-Key", "k1").send(edge::handle);
        postThing("a").as(TestTokens.token("rival", "things:write")).header("Idempotency-Key", "k1").send(edge::handle);

        assertThat(calls).hasValue(2);
    }

    /** A refused request leaves its key free, so that the corrected one can use it. */
    @Test
    void post_refused_leavesTheKeyFree() {
        var edge = edge();
        assertProblem(postThing("").header("Idempotency-Key", "k1").send(edge::handle), ErrorCode.INVALID);

        assertThat(postThing("a").header("Idempotency-Key", "k1").send(edge::handle).status()).isEqualTo(201);
    }

    @Test
    void post_whileTheFirstIsAtWork_isInFlight() {
        var answers = new AtomicReference<Answer>();
        var reference = new AtomicReference<HttpEdge>();
        var edge = new HttpEdge(List.of(Route.post("/v1/things", "things:write", request -> {
            if (answers.get() == null) {
                answers.set(postThing("a").header("Idempotency-Key", "k1").send(reference.get()::handle));
            }
            return HttpResponse.noContent();
        })), tokens, new Idempotency(new InMemoryIdempotencyStore(), clock));
        reference.set(edge);

        assertThat(postThing("a").header("Idempotency-Key", "k1").send(edge::handle).status()).isEqualTo(204);
        assertProblem(answers.get(), ErrorCode.IDEMPOTENCY_IN_FLIGHT);
    }

    @Test
    void post_claimAbandoned_isTakenOverAfterAMinute() {
        var store = new InMemoryIdempotencyStore();
        var edge = new HttpEdge(List.of(Route.post("/v1/things", "things:write", this::post)), tokens,
                new Idempotency(store, clock));
        var request = postThing("a").header("Idempotency-Key", "k1");
        var hash = Idempotency.hash("POST", "/v1/things",
                request.event().get("body").asText().getBytes(StandardCharsets.UTF_8));
        store.claim(new TenantId("acme"), "POST /v1/things k1", hash, clock.instant(),
                clock.instant().plusSeconds(60));

        assertProblem(request.send(edge::handle), ErrorCode.IDEMPOTENCY_IN_FLIGHT);
        clock.advance(Duration.ofSeconds(60));
        assertThat(request.send(edge::handle).status()).isEqualTo(201);
    }

    @Test
    void create_key_reachesTheOperation() {
        send(ApiCall.of("POST", "/v1/documents").as(READER).json(Json.object().put("name", "a"))
                .header("Idempotency-Key", "k1"));

        assertThat(seen.get().idempotencyKey()).contains("k1");
        assertThat(seen.get().requestHash()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ü", "a\n"})
    void post_malformedKey_isNamed(String key) {
        var answer = send(postThing("a").header("Idempotency-Key", key));

        assertProblem(answer, ErrorCode.INVALID);
        assertThat(answer.json().path("errors").get(0).path("pointer").asText()).isEqualTo("header:Idempotency-Key");
        assertThat(send(postThing("a").header("Idempotency-Key", "x".repeat(256))).status()).isEqualTo(422);
    }

    @Test
    void get_withKey_ignoresIt() {
        assertThat(send(getThing().as(READER).header("Idempotency-Key", "a b")).status()).isEqualTo(200);
    }

    @Test
    void delete_answersWithoutBody() {
        var answer = send(ApiCall.of("DELETE", "/v1/things/{asset_id}").path("asset_id", "x").as(READER));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void routeKeys_areMethodAndResource() {
        assertThat(edge().routeKeys()).contains("GET /v1/things/{asset_id}", "POST /v1/things", "GET /open").hasSize(8);
    }

    @Test
    void handle_eventWithoutOptionalMembers_isServed() {
        var call = ApiCall.of("GET", "/v1/things/{asset_id}");
        call.event().remove(List.of("headers", "queryStringParameters", "pathParameters", "body", "isBase64Encoded",
                "requestContext"));

        assertThat(call.send(edge()::handle).status()).isEqualTo(401);
    }

    @Test
    void principal_may_isExact() {
        var principal = new Principal(new TenantId("acme"), "u", Set.of("a:read"));

        assertThat(principal.may("a:read")).isTrue();
        assertThat(principal.may("a:rea")).isFalse();
    }
}
