package io.crealia.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.metrics.Batch;
import io.crealia.metrics.Machine;
import io.crealia.metrics.Outlet;
import io.crealia.metrics.Telemetry;
import io.crealia.platform.config.Environment;
import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.platform.limit.RateLimits;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.privacy.AuditLog;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.RedisConnection;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.InMemoryIdempotencyStore;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.TestContext;
import io.crealia.testkit.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the three edges count. */
final class EdgeMeasuresTest {
    private static final String READER = TestTokens.token("acme", "assets:read");
    private static final RedisConnection AWAY = new RedisConnection(() -> "redis://127.0.0.1:1");
    private static final MongoConnection NOWHERE = new MongoConnection(
            () -> "mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=100", "test");
    private static final TestContext CONTEXT = new TestContext("crealia-dev-assets-api");
    private final MovableClock clock = new MovableClock();
    private final Map<String, Long> totals = new HashMap<>();
    private final Map<String, Long> marks = new HashMap<>();
    private final Telemetry telemetry = new Telemetry(
            new Telemetry.Place("crealia-dev-assets-api", 0, false), new Outlet() {
                @Override
                public void connect() {}

                @Override
                public void add(Batch batch) {
                    batch.deltas().forEach((name, delta) -> totals.merge(name, delta, Long::sum));
                    marks.putAll(batch.marks());
                }
            }, () -> "one", new Machine.Proc(Path.of("/nowhere"), new File("/nowhere")), Runnable::run,
            System::nanoTime);
    private final HttpEdge edge = edge();

    @AfterAll
    static void close() {
        AWAY.close();
        NOWHERE.close();
    }

    private HttpEdge edge() {
        var environment = new Environment(Map.of("CREALIA_LIMIT_READ", "1/3"));
        var audit = new AuditLog(NOWHERE.collection("audit"), NOWHERE.collection("audit_heads"),
                () -> new Secret(""), clock);
        return new HttpEdge(List.of(
                Route.get("/v1/assets/{asset_id}", "assets:read", _ -> HttpResponse.ok(Json.object())),
                Route.get("/v1/uploads", "assets:read", _ -> {
                    throw new IllegalStateException("a fault");
                }),
                Route.get("/v1/unlisted", "assets:read", _ -> HttpResponse.ok(Json.object())),
                Route.open("/play/{asset_id}/{proxy+}", _ -> {
                    throw new Problem(new ErrorCode("playback.forbidden", 403, "no"), "no");
                })), new TestTokens(), new Idempotency(new InMemoryIdempotencyStore(), clock),
                EdgeGuard.of(environment, RateLimits.of(environment, AWAY, clock), audit, telemetry));
    }

    private void send(ApiCall call) {
        var out = new ByteArrayOutputStream();
        try {
            edge.handle(new ByteArrayInputStream(Json.bytes(call.event())), out, CONTEXT);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ApiCall asset(String id) {
        return ApiCall.of("GET", "/v1/assets/{asset_id}").path("asset_id", id);
    }

    private void counted(String total, long times) {
        assertThat(totals.getOrDefault("crealia_" + total, 0L)).as(total).isEqualTo(times);
    }

    @Test
    void handle_answers_byRouteAndStatus() {
        send(asset("ast_1").as(READER));
        send(asset("ast_2").as(READER));
        send(ApiCall.of("GET", "/v1/uploads").as(READER));

        counted("http_requests_total|assets-api|GET /v1/assets/{asset_id}|2xx", 2);
        counted("http_requests_total|assets-api|GET /v1/uploads|5xx", 1);
        counted("function_invocations_total|assets-api|ok", 3);
        counted("requests_refused_total|service.internal", 0);
        assertThat(totals.entrySet().stream()
                .filter(entry -> entry.getKey().matches("crealia_http_request_duration_seconds.assets-api.[0-9]+"))
                .mapToLong(Map.Entry::getValue).sum()).isEqualTo(3);
    }

    @Test
    void handle_refusals_byReasonAndCode() {
        send(asset("ast_1"));
        send(asset("ast_1").as("forged"));
        send(asset("ast_1").as(TestTokens.token("acme", "other")));
        send(ApiCall.of("GET", "/play/{asset_id}/{proxy+}").path("asset_id", "ast_1").path("proxy", "master.m3u8"));
        send(ApiCall.of("POST", "/v1/nothing"));

        counted("auth_refusals_total|no_token", 1);
        counted("auth_refusals_total|bad_token", 1);
        counted("auth_refusals_total|no_scope", 1);
        counted("auth_refusals_total|playback", 1);
        counted("requests_refused_total|auth.unauthenticated", 2);
        counted("requests_refused_total|resource.not_found", 1);
        counted("http_requests_total|assets-api|other|4xx", 1);
    }

    @Test
    void handle_tooFast_byClass() {
        for (var i = 0; i < 5; i++) {
            send(asset("ast_1").as(READER));
        }

        counted("rate_limited_total|read", 2);
        counted("requests_refused_total|rate.limited", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "a/../../b", "..%2fb", "%2e%2e%2fb", "%252e%252e%252fb", "a\\..\\b", ".."})
    void handle_climbingPath_isAnAttempt(String path) {
        send(ApiCall.of("GET", "/play/{asset_id}/{proxy+}").path("asset_id", "ast_1").path("proxy", path));
        counted("traversal_attempts_total", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"master.m3u8", "a..b/c", "seg...ts", "v1/..hidden", "1..2"})
    void handle_dotsThatClimbNowhere_areNone(String path) {
        send(ApiCall.of("GET", "/play/{asset_id}/{proxy+}").path("asset_id", "ast_1").path("proxy", path));
        counted("traversal_attempts_total", 0);
    }

    @Test
    void handle_routeThatIsNotInTheCatalogue_isOther() {
        send(ApiCall.of("GET", "/v1/unlisted").as(READER));
        counted("http_requests_total|assets-api|other|2xx", 1);
    }

    @Test
    void handle_eventThatCannotBeRead_isAnError() {
        assertThatThrownBy(() -> edge.handle(new ByteArrayInputStream(new byte[]{'x'}), new ByteArrayOutputStream(),
                CONTEXT)).isInstanceOf(RuntimeException.class);

        counted("http_requests_total|assets-api|other|5xx", 1);
        counted("function_invocations_total|assets-api|error", 1);
    }

    @Test
    void rehearse_countsNothing() throws IOException {
        edge.rehearse();
        assertThat(totals).isEmpty();
    }

    @Test
    void handle_batch_countsItsOutcomeAndHowLongItsMessagesWaited() throws IOException {
        var batch = new SqsBatchEdge(telemetry::begin, clock);
        var sent = clock.millis() - 3_000;
        var event = """
                {"Records":[
                {"messageId":"1","body":"good","eventSourceARN":"arn:aws:sqs:eu:1:crealia-dev-asset-facts",
                 "attributes":{"SentTimestamp":"%1$d","ApproximateReceiveCount":"1"}},
                {"messageId":"2","body":"bad","eventSourceARN":"arn:aws:sqs:eu:1:crealia-dev-asset-facts",
                 "attributes":{"SentTimestamp":"%2$d","ApproximateReceiveCount":"4"}}]}""".formatted(sent,
                sent - 600_000);
        batch.handle(new ByteArrayInputStream(event.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(), CONTEXT, body -> {
                    if (body.equals("bad")) {
                        throw new IllegalStateException("poison");
                    }
                });

        counted("function_invocations_total|assets-api|partial", 1);
        counted("queue_wait_seconds|asset-facts|sum", 3_000_000);
        assertThat(marks).containsEntry("sent|asset-facts", sent);
    }

    @Test
    void handle_schedule_countsItsOutcome() throws IOException {
        var schedule = new ScheduleEdge(telemetry::begin);
        var event = "{\"id\":\"1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        schedule.handle(new ByteArrayInputStream(event), new ByteArrayOutputStream(), CONTEXT, () -> Json.object());
        assertThatThrownBy(() -> schedule.handle(new ByteArrayInputStream(event), new ByteArrayOutputStream(), CONTEXT,
                () -> {
                    throw new IllegalStateException("a fault");
                })).isInstanceOf(IllegalStateException.class);

        counted("function_invocations_total|assets-api|ok", 1);
        counted("function_invocations_total|assets-api|error", 1);
    }
}
