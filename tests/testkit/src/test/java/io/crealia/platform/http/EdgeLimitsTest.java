package io.crealia.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.platform.limit.RateLimits;
import io.crealia.platform.privacy.AuditLog;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.ApiCall.Answer;
import io.crealia.testkit.InMemoryIdempotencyStore;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.TestTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge refuses before an operation sees it: rates, foreign pages, sizes and shapes. Redis is away here. */
final class EdgeLimitsTest {
    private static final String READER = TestTokens.token("acme", "things:read", "things:write");
    private static final String ASSET = "ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC";

    private final MovableClock clock = new MovableClock();
    private static final RedisConnection AWAY = new RedisConnection(() -> "redis://127.0.0.1:1");
    private final HttpEdge edge = edge(Map.of("CREALIA_LIMIT_READ", "1/2", "CREALIA_LIMIT_WRITE", "1/1000",
            "CREALIA_LIMIT_PLAY", "1/1", "CREALIA_CORS_ORIGINS", "https://app.example, http://localhost:5173"));

    @AfterAll
    static void close() {
        AWAY.close();
    }

    private HttpEdge edge(Map<String, String> variables) {
        var environment = new Environment(variables);
        return new HttpEdge(List.of(
                Route.get("/v1/things", "things:read", _ -> HttpResponse.ok(Json.object())).query("limit", "cursor"),
                Route.get("/v1/missing", "things:read", _ -> {
                    throw Problem.notFound("thing");
                }), Route.post("/v1/things", "things:write", EdgeLimitsTest::create),
                Route.open("/health", _ -> HttpResponse.ok(Json.object())),
                Route.open("/play/{asset_id}/{proxy+}", _ -> HttpResponse.noContent()).limited(Route.Limit.PLAY)
                        .with("Access-Control-Allow-Origin", "*")),
                new TestTokens(), new Idempotency(new InMemoryIdempotencyStore(), clock),
                EdgeGuard.of(environment, RateLimits.of(environment, AWAY, clock), unused()));
    }

    private AuditLog unused() {
        var nowhere = new MongoConnection(() -> "mongodb://127.0.0.1:9", "test");
        return new AuditLog(nowhere.collection("audit"), nowhere.collection("audit_heads"), () -> new Secret(""),
                clock);
    }

    private static HttpResponse create(HttpRequest request) {
        var fields = request.fields();
        fields.optionalText("name", 1, 100);
        fields.check();
        return HttpResponse.created("/v1/things/1", Json.object());
    }

    private static ApiCall list() {
        return ApiCall.of("GET", "/v1/things").as(READER);
    }

    private static ApiCall post(String body) {
        return ApiCall.of("POST", "/v1/things").as(READER).header("Content-Type", "application/json").body(body);
    }

    private static String code(Answer answer) {
        return answer.json().path("code").asText();
    }

    private static List<String> pointers(Answer answer) {
        return answer.json().path("errors").findValuesAsText("pointer");
    }

    @Test
    void handle_limitedRoute_saysWhatIsLeft() {
        var answer = list().send(edge::handle);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("RateLimit-Policy")).contains("\"read\";q=2;w=2");
        assertThat(answer.header("RateLimit")).contains("\"read\";r=1;t=1");
    }

    @Test
    void handle_tooFast_isRefusedUntilRetryAfter() {
        list().send(edge::handle);
        var missing = ApiCall.of("GET", "/v1/missing").as(READER).send(edge::handle);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("RateLimit")).contains("\"read\";r=0;t=2");

        var refused = list().send(edge::handle);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(code(refused)).isEqualTo("rate.limited");
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(refused.header("RateLimit")).contains("\"read\";r=0;t=2");

        clock.advance(Duration.ofSeconds(1));
        assertThat(list().send(edge::handle).status()).isEqualTo(200);
    }

    @Test
    void handle_anonymousOrForbidden_costsNobodyAnything() {
        for (int i = 0; i < 5; i++) {
            var anonymous = ApiCall.of("GET", "/v1/things").send(edge::handle);
            assertThat(anonymous.status()).isEqualTo(401);
            assertThat(anonymous.header("RateLimit")).isEmpty();
            assertThat(list().as(TestTokens.token("acme", "other")).send(edge::handle).status()).isEqualTo(403);
        }
        assertThat(list().send(edge::handle).header("RateLimit")).contains("\"read\";r=1;t=1");
    }

    @Test
    void handle_openRoute_isNotLimited() {
        for (int i = 0; i < 50; i++) {
            var answer = ApiCall.of("GET", "/health").send(edge::handle);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit")).isEmpty();
        }
    }

    @Test
    void handle_player_isLimitedPerAsset() {
        assertThat(play(ASSET).status()).isEqualTo(204);
        assertThat(play(ASSET).status()).isEqualTo(429);
        assertThat(play("ast_01KAX3D8G07Q9T5ZK2W8X4Y6BD").status()).isEqualTo(204);
        assertThat(play("no-id").header("RateLimit")).isEmpty();
    }

    private Answer play(String asset) {
        return ApiCall.of("GET", "/play/{asset_id}/{proxy+}").path("asset_id", asset).path("proxy", "a.m3u8")
                .header("Origin", "https://anywhere.example").send(edge::handle);
    }

    @Test
    void handle_refusedPlayer_isReadableByItsPage() {
        play(ASSET);

        assertThat(play(ASSET).header("Access-Control-Allow-Origin")).contains("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example", "http://localhost:5173"})
    void handle_listedOrigin_mayReadAnswersAndProblems(String origin) {
        for (var call : List.of(list(), ApiCall.of("GET", "/v1/things"), ApiCall.of("PUT", "/v1/things"),
                ApiCall.of("GET", "/nowhere"), post("{"))) {
            var answer = call.header("Origin", origin).send(edge::handle);

            assertThat(answer.header("Access-Control-Allow-Origin")).contains(origin);
            assertThat(answer.header("Access-Control-Expose-Headers")).get().asString().contains("ETag", "Location",
                    "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(answer.header("Vary")).contains("Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "*", "https://app.example.evil", "https://evil-app.example",
            "http://app.example",
            "https://app.example:8443", "https://APP.example", "https://app.example/", "https://app.example@evil",
            "https://app.example,http://localhost:5173", "http://localhost", "https://app.example\r\nX: y"})
    void handle_otherOrigin_getsNoPermission(String origin) {
        var answer = list().header("Origin", origin).send(edge::handle);

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://app.example/", "app.example", "https://*.example", "HTTPS://app.example",
            "null",
            "https://app.example;https://b.example"})
    void guard_notAnOrigin_namesTheVariable(String origins) {
        assertThatThrownBy(() -> edge(Map.of("CREALIA_CORS_ORIGINS", origins)))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("CREALIA_CORS_ORIGINS");
    }

    @Test
    void handle_undeclaredParameter_isNamed() {
        var answer = list().query("limit", "5").query("$where", "1").query("limits", "5").send(edge::handle);

        assertThat(code(answer)).isEqualTo(ErrorCode.INVALID.value());
        assertThat(pointers(answer)).containsExactly("query:$where", "query:limits");
        assertThat(answer.json().path("errors").get(0).path("expected").asText()).contains("cursor, limit");
    }

    @Test
    void handle_repeatedParameter_isNamed() {
        var call = list().query("limit", "5");
        call.event().putObject("multiValueQueryStringParameters").putArray("limit").add("1").add("5");
        var answer = call.send(edge::handle);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactly("query:limit");
        assertThat(answer.json().path("errors").get(0).path("code").asText()).isEqualTo("repeated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Origin"})
    void handle_repeatedHeader_isNamed(String name) {
        var call = post("{}").header(name, "x");
        call.event().putObject("multiValueHeaders").putArray(name).add("y").add("x");
        var answer = call.send(edge::handle);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactly("header:" + name.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void handle_manyOrLargeHeaders_areRefused() {
        var many = list();
        for (int i = 0; i < 100; i++) {
            many.header("X-" + i, "1");
        }
        assertThat(code(many.send(edge::handle))).isEqualTo("request.headers_too_large");
        assertThat(list().header("X-Large", "x".repeat(16 * 1024)).send(edge::handle).status()).isEqualTo(431);
        assertThat(list().header("X-Large", "x".repeat(15 * 1024)).send(edge::handle).status()).isEqualTo(200);
    }

    @Test
    void handle_longPathOrQuery_isRefused() {
        var call = list();
        call.event().put("path", "/v1/things" + "/".repeat(1100));
        assertThat(code(call.send(edge::handle))).isEqualTo("request.path_too_long");
        assertThat(list().query("cursor", "c".repeat(5000)).send(edge::handle).status()).isEqualTo(414);
    }

    @Test
    void handle_methodThatTheResourceLacks_saysWhichItHas() {
        var answer = ApiCall.of("DELETE", "/v1/things").as(READER).send(edge::handle);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-16", "application/json; charset=iso-8859-1",
            "application/json; boundary=x", "application/json, text/plain", "text/json"})
    void post_otherTypeOrCharset_isRefused(String type) {
        assertThat(post("{}").header("Content-Type", type).send(edge::handle).status()).isEqualTo(415);
    }

    @Test
    void post_encodedBody_isRefused() {
        assertThat(post("{}").header("Content-Encoding", "gzip").send(edge::handle).status()).isEqualTo(415);
        assertThat(post("{}").header("Content-Encoding", "identity").send(edge::handle).status()).isEqualTo(201);
    }

    @Test
    void post_bodyThatIsNotUtf8_isMalformed() {
        for (var base64 : List.of("eyJuYW1lIjoi//8ifQ==", "77u/e30=", "/v8AewB9", "ewB9AA==")) {
            var call = post("");
            call.event().put("body", base64).put("isBase64Encoded", true);
            assertThat(code(call.send(edge::handle))).as(base64).isEqualTo(ErrorCode.MALFORMED.value());
        }
    }

    @Test
    void post_manyMembers_areMalformedWithoutBeingRead() {
        assertThat(code(post("{\"a\":[" + "1,".repeat(110_000) + "1]}").send(edge::handle)))
                .isEqualTo(ErrorCode.MALFORMED.value());
    }

    @Test
    void post_halfACharacter_isNamed() {
        var answer = post("{\"name\":\"\\ud800\"}").send(edge::handle);

        assertThat(code(answer)).isEqualTo(ErrorCode.INVALID.value());
        assertThat(pointers(answer)).containsExactly("/name");
    }

    /** Before a SnapStart checkpoint: every read, as nobody; a change never. */
    @Test
    void rehearse_callsEveryReadAsNobodyAndChangesNothing() throws IOException {
        var called = new ArrayList<String>();
        var recording = new HttpEdge(List.of(
                Route.get("/v1/things", "things:read", request -> answer(called, request)),
                Route.get("/v1/assets/{asset_id}", "assets:read", request -> answer(called, request)),
                Route.open("/health", request -> answer(called, request)),
                Route.post("/v1/things", "things:write", request -> answer(called, request))), new TestTokens(),
                new Idempotency(new InMemoryIdempotencyStore(), clock));

        recording.rehearse();

        assertThat(called).containsExactlyInAnyOrder("GET /v1/things rehearsal",
                "GET /v1/assets/ast_00000000000000000000000000 rehearsal", "GET /health nobody", "GET /health nobody");
    }

    private static HttpResponse answer(List<String> called, HttpRequest request) {
        called.add(request.method() + " " + request.path() + " "
                + request.principal().map(caller -> caller.tenant().value()).orElse("nobody"));
        return HttpResponse.ok(Json.object());
    }
}
